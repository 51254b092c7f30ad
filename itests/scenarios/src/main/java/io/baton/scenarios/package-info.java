/**
 * The program: plays scenarios on Baton and on Erlang, compares, makes random ones and shrinks
 * them.
 */
@NullMarked
package io.baton.scenarios;

import org.jspecify.annotations.NullMarked;
