package io.baton.code.checking;

import io.baton.spi.Handover;
import io.baton.spi.LiveStates;
import io.baton.spi.ProcessTable;
import io.baton.spi.Shapes;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The services that checks need.
 *
 * @param processes what they keep
 * @param handover carries arguments of loops on trial
 * @param shapes tells before what crosses; without it nothing is compared and no function found
 * @param states those of behaviours; without it there are none
 */
public record CheckContext(
    ProcessTable processes,
    Handover handover,
    Supplier<Optional<Shapes>> shapes,
    Supplier<Optional<LiveStates>> states) {}
