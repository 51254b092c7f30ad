/**
 * Receives that also return when the version that waits is replaced. Code that decides which
 * version is current, or how a message matches, does not belong here.
 */
@NullMarked
package io.baton.process.upgrade;

import org.jspecify.annotations.NullMarked;
