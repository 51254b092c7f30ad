package io.baton.api.code;

import java.util.List;

/** What would become of state and messages if a file was loaded. Nothing has changed. */
public sealed interface CheckResult {
  /**
   * Nothing that was checked keeps it from being loaded.
   *
   * @param version what would be current
   * @param changes of every type that processes keep values of, or whose values have crossed so
   *     far, all that is not carried over as it is; empty if all fits or nothing is loaded
   * @param unchecked what only code of the version could tell, and which is not known therefore;
   *     for people
   */
  record Checked(ModuleVersion version, List<ShapeChange> changes, List<String> unchecked)
      implements CheckResult {
    /** Copies the lists. */
    public Checked {
      changes = List.copyOf(changes);
      unchecked = List.copyOf(unchecked);
    }

    /**
     * Whether no type is refused.
     *
     * @return false if values of some type would not cross
     */
    public boolean fits() {
      return changes.stream().noneMatch(change -> change.kind() == ShapeChange.Kind.REFUSED);
    }
  }

  /**
   * It cannot be loaded, whatever the state.
   *
   * @param refused what a load would answer
   */
  record Unloadable(LoadResult.Refused refused) implements CheckResult {}
}
