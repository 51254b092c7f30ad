/**
 * Helpers that the tests of several modules share: class loaders of versions, processes with one
 * turn, captured logs, waits with a limit, jars and class files made in memory, and rules of
 * architecture.
 */
@NullMarked
package io.baton.testing;

import org.jspecify.annotations.NullMarked;
