package io.baton.otp.statem;

import io.baton.api.statem.Timer;

/**
 * What a state machine sends itself when a time is over, so that the messages that came before are
 * handled before.
 *
 * @param timer which
 * @param number tells it from an earlier one that was ended meanwhile
 */
record TimerExpired(Timer timer, long number) {}
