/**
 * Functions as values: calls a function of the current version that is known by its names only.
 * Calls that are compiled belong to {@code calling}.
 */
@NullMarked
package io.baton.code.fun;

import org.jspecify.annotations.NullMarked;
