package io.baton.api.code;

import java.util.List;
import java.util.SortedMap;

/** What {@link Code#finishLoading} and {@link Code#atomicLoad} did: all, or nothing. */
public sealed interface FinishResult {
  /**
   * All of them are current, from one moment on.
   *
   * @param current the versions, in the order of their modules' names
   */
  record Loaded(List<ModuleVersion> current) implements FinishResult {}

  /**
   * None of them is current.
   *
   * @param errors what stands in the way, by module
   */
  record Refused(SortedMap<String, LoadResult.Refused> errors) implements FinishResult {}

  /** They were finished or closed before; nothing has changed. (Erlang's code server dies.) */
  record UsedUp() implements FinishResult {}
}
