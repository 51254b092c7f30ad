/** What every module of a scenario is, in every version. */
@NullMarked
package io.baton.scenarios.puppet;

import org.jspecify.annotations.NullMarked;
