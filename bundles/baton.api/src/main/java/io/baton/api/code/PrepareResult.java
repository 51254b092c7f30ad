package io.baton.api.code;

import java.util.SortedMap;
import org.osgi.annotation.versioning.ProviderType;

/** Result of {@link CodeLoader#prepareLoading}. No module has changed. */
@ProviderType
public sealed interface PrepareResult {
  /**
   * Success: all versions can become current.
   *
   * @param prepared to be finished or closed
   */
  record Ready(Prepared prepared) implements PrepareResult {}

  /**
   * A refusal: some versions cannot become current; nothing is left behind.
   *
   * @param errors why, by module
   */
  record Refused(SortedMap<String, LoadResult.Refused> errors) implements PrepareResult {}
}
