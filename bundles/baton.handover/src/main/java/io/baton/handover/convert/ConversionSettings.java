package io.baton.handover.convert;

import io.baton.handover.container.ContainerServices;

/**
 * Settings that all conversions of a handover share.
 *
 * @param lenient whether components that are gone are dropped
 * @param containers the services for containers of libraries
 * @param reader reads the values of each kind
 */
public record ConversionSettings(
    boolean lenient, ContainerServices containers, ValueReader reader) {}
