package io.baton.api.code;

import java.util.List;
import java.util.SortedMap;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Result of {@link CodeLoader#finishLoading} and {@link CodeLoader#atomicLoad}: all, or nothing.
 */
@ProviderType
public sealed interface FinishResult {
  /**
   * A load that succeeded: all versions are current, from one moment on.
   *
   * @param current the versions, in the order of their modules' names
   * @param changes what becomes of the existing values, as for {@link LoadResult.Loaded}
   */
  record Loaded(List<ModuleVersion> current, List<ShapeChange> changes) implements FinishResult {}

  /**
   * A refusal: none of the versions is current.
   *
   * @param errors why, by module
   */
  record Refused(SortedMap<String, LoadResult.Refused> errors) implements FinishResult {}

  /**
   * A refusal: the versions were finished or closed before; nothing has changed. (Erlang's code
   * server dies.)
   */
  record UsedUp() implements FinishResult {}
}
