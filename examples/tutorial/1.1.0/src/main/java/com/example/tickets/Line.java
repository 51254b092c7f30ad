package com.example.tickets;

import io.baton.api.handover.Default;
import io.baton.api.handover.MayDrop;

/**
 * The people who wait: the state of the server.
 *
 * @param last number that was taken
 * @param called number that was called last; 0 in a state of 1.0.0, which does not know it
 */
record Line(int last, @Default("0") @MayDrop int called) {}
