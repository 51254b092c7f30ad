package io.baton.api.server;

import java.util.List;
import java.util.Map;

/**
 * What several servers replied ({@code gen_server:multi_call}).
 *
 * @param <T> how servers were named: pids, or registered names
 * @param <R> type of the reply
 * @param replies of those who replied in time, in the order in which they were asked
 * @param bad who did not: no such process, ended, or too late
 */
public record MultiReply<T, R>(Map<T, R> replies, List<T> bad) {}
