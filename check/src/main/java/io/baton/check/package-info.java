/**
 * Check of an upgrade before it goes live: a program that holds a module against its released
 * versions. A build runs it in a JVM of its own.
 */
@NullMarked
package io.baton.check;

import org.jspecify.annotations.NullMarked;
