/**
 * All processes of the system: those that are started, those of threads that are known as one, and
 * the one that calls. Services that are built on these belong in their own packages.
 */
@NullMarked
package io.baton.process.spawn;

import org.jspecify.annotations.NullMarked;
