package io.baton.code.preparing;

import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.code.calling.DeclaredCode;

/** Description of a version by its bundle, none of whose code has run. */
public sealed interface Inspected {
  /**
   * It cannot be loaded.
   *
   * @param refused what a load would answer
   */
  record Bad(LoadResult.Refused refused) implements Inspected {}

  /**
   * Its files describe the component of the module.
   *
   * @param code what calls would reach
   */
  record Described(DeclaredCode code) implements Inspected {}

  /**
   * Its activator registers the service, so its class is not known before.
   *
   * @param version which it is
   */
  record Undescribed(ModuleVersion version) implements Inspected {}
}
