package io.baton.handover;

import io.baton.handover.container.ContainerServices;

/**
 * What all conversions have in common.
 *
 * @param lenient whether components that nobody misses are dropped
 * @param containers the containers of libraries that can be converted
 */
record ConversionSettings(boolean lenient, ContainerServices containers) {}
