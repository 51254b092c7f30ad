/**
 * Explores every order in which the steps of two sides of a race can happen. A side stops at each
 * step: at a hook in what it is given (a call, a turn, a table of processes, safepoints), or at a
 * monitor that the other side holds, so the code that is looked at is the real one, unchanged.
 */
@NullMarked
package io.baton.races.explorer;

import org.jspecify.annotations.NullMarked;
