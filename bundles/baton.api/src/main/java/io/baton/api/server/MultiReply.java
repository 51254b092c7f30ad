package io.baton.api.server;

import java.util.List;
import java.util.Map;

/**
 * Replies of several servers ({@code gen_server:multi_call}).
 *
 * @param <T> how servers were named: pids, or registered names
 * @param <R> type of the reply
 * @param replies of the servers that replied in time, in the order in which they were called
 * @param bad the servers that did not: no such process, ended, or too late
 */
public record MultiReply<T, R>(Map<T, R> replies, List<T> bad) {}
