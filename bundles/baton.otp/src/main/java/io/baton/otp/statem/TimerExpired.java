package io.baton.otp.statem;

import io.baton.api.statem.Timer;

/**
 * Message that a state machine sends itself when a timer expires, so that earlier messages are
 * handled first.
 *
 * @param timer the expired timer
 * @param number distinguishes it from an earlier use of the same timer
 */
record TimerExpired(Timer timer, long number) {}
