package io.baton.api.supervisor;

/**
 * Result of {@link Supervisors#countChildren}.
 *
 * @param specs specifications
 * @param active children that run
 * @param supervisors children that are supervisors, running or not
 * @param workers the others, running or not
 */
public record ChildCount(int specs, int active, int supervisors, int workers) {}
