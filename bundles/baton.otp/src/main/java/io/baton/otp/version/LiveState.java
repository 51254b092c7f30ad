package io.baton.otp.version;

import io.baton.spi.Handover;
import io.baton.spi.Modules;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One state of a loop, for another thread while the process continues.
 *
 * @param value the state
 * @param versions of the loop
 * @param into where it would go in a version
 * @param trial carries it into a version as its process would
 */
public record LiveState(
    Object value,
    Versions versions,
    Function<Modules.Bound, Handover.Into> into,
    Consumer<Modules.Bound> trial) {}
