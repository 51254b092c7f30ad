package io.baton.handover.convert;

import io.baton.handover.container.ContainerServices;

/**
 * What all conversions have in common.
 *
 * @param lenient whether components that nobody misses are dropped
 * @param containers the containers of libraries that can be converted
 * @param reader reads the values of each kind
 */
public record ConversionSettings(
    boolean lenient, ContainerServices containers, ValueReader reader) {}
