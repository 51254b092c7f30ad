package io.baton.api.supervisor;

/** Restart strategy: the children that the end of one child concerns. */
public enum Strategy {
  /** The child only. */
  ONE_FOR_ONE,
  /**
   * All children: the others are stopped in reverse order of start, and all are started in order.
   */
  ONE_FOR_ALL,
  /** The child, and those started after it. */
  REST_FOR_ONE,
  /**
   * The child only. All children have one specification, are started one by one by {@link
   * Supervisors#startChild(java.util.List)}, are known by their pids, and are stopped all at once.
   */
  SIMPLE_ONE_FOR_ONE
}
