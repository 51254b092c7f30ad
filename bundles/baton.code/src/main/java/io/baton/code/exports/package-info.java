/**
 * The functions that versions export: their names, types, and which one is meant by a name and
 * values. Calls nothing.
 */
@NullMarked
package io.baton.code.exports;

import org.jspecify.annotations.NullMarked;
