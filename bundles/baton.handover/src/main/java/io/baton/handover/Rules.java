package io.baton.handover;

import io.baton.handover.container.Containers;

/**
 * What all conversions have in common.
 *
 * @param lenient whether components that nobody misses are dropped
 * @param containers the containers of libraries that can be converted
 */
record Rules(boolean lenient, Containers containers) {}
