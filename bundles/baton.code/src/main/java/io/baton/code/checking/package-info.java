/**
 * Checks of what a load would do: states and functions that would not cross, and whether a trial
 * conversion succeeds. Nothing here changes a table or a state.
 */
@NullMarked
package io.baton.code.checking;

import org.jspecify.annotations.NullMarked;
