/**
 * Runs threads one at a time, in an order that a number decides. They are virtual threads of a
 * scheduler of our own, and Baton's classes are changed as they are loaded: threads that they start
 * run there, too, time is virtual, and there is a step before each call that others may see.
 */
@NullMarked
package io.baton.races.stepping;

import org.jspecify.annotations.NullMarked;
