/**
 * The audit log on disk, and how it is read. What is decided, and what of it is written, is known
 * by the code server.
 */
@NullMarked
package io.baton.audit;

import org.jspecify.annotations.NullMarked;
