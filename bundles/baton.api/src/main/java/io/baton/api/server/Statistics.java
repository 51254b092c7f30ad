package io.baton.api.server;

import java.time.Instant;

/**
 * Counters of a server. The JVM counts no reductions.
 *
 * @param startTime when counting began
 * @param currentTime when the counters were read
 * @param messagesIn messages that were handled since
 * @param messagesOut replies that were sent since
 */
public record Statistics(
    Instant startTime, Instant currentTime, long messagesIn, long messagesOut) {}
