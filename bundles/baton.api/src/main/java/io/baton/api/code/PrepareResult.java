package io.baton.api.code;

import java.util.SortedMap;

/** What {@link Code#prepareLoading} gave. No module has changed. */
public sealed interface PrepareResult {
  /**
   * All of them can become current.
   *
   * @param prepared to be finished or closed
   */
  record Ready(Prepared prepared) implements PrepareResult {}

  /**
   * Some of them cannot; nothing is left behind.
   *
   * @param errors why, by module
   */
  record Refused(SortedMap<String, LoadResult.Refused> errors) implements PrepareResult {}
}
