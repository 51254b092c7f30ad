package io.baton.code.preparing;

import io.baton.api.code.LoadResult;
import io.baton.code.framework.component.InstalledVersion;

/** Result of the first step of a load. */
public sealed interface Preparation {
  /**
   * A version that can become current.
   *
   * @param version started, its object made, its classes linked
   */
  record Ready(InstalledVersion version) implements Preparation {}

  /**
   * Nothing; nothing is left behind.
   *
   * @param refused why
   */
  record Failed(LoadResult.Refused refused) implements Preparation {}
}
