/** Plays scenarios on Baton, through its public API. It is a bundle of its own. */
@NullMarked
package io.baton.scenarios.stage;

import org.jspecify.annotations.NullMarked;
