package io.baton.races.schedules.module;

/** What the module exports. */
public interface Numbered {
  /**
   * Which version runs.
   *
   * @return its major number
   */
  int number();
}
