/**
 * State machines ({@code gen_statem}): callbacks, events and timers. Whatever other behaviours need
 * as well belongs in {@code loop}.
 */
@NullMarked
package io.baton.otp.statem;

import org.jspecify.annotations.NullMarked;
