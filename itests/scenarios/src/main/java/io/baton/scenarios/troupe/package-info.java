/**
 * A module beside those of the scenarios, which no scenario replaces: it starts supervisors and
 * their children.
 */
@NullMarked
package io.baton.scenarios.troupe;

import org.jspecify.annotations.NullMarked;
