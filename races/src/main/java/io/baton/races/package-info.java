/** Runs what happens at the same time: in every order, and very often. */
@NullMarked
package io.baton.races;

import org.jspecify.annotations.NullMarked;
