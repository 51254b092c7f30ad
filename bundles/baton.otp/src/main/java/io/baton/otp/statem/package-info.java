/**
 * State machines ({@code gen_statem}): their callbacks, events and timers. What other behaviours
 * need too belongs in {@code loop}.
 */
@NullMarked
package io.baton.otp.statem;

import org.jspecify.annotations.NullMarked;
