package io.baton.api.code;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Result of a check: what would become of state and messages if a file were loaded. Nothing has
 * changed.
 */
@ProviderType
public sealed interface CheckResult {
  /**
   * A file that can be loaded, as far as it was checked.
   *
   * @param version what would be current
   * @param changes all that is not carried over unchanged, of every type that processes keep values
   *     of or whose values have crossed so far; empty if all fits or nothing is loaded
   * @param unchecked what only code of the version could tell, and is therefore unknown; text for
   *     people
   */
  record Checked(ModuleVersion version, List<ShapeChange> changes, List<String> unchecked)
      implements CheckResult {
    /** Copies the lists. */
    public Checked {
      changes = List.copyOf(changes);
      unchecked = List.copyOf(unchecked);
    }

    /**
     * Returns whether no type is refused.
     *
     * @return false if values of some type would not cross
     */
    public boolean fits() {
      return changes.stream().noneMatch(change -> change.kind() == ShapeChange.Kind.REFUSED);
    }
  }

  /**
   * A file that cannot be loaded, whatever the state.
   *
   * @param refused what a load would answer
   */
  record Unloadable(LoadResult.Refused refused) implements CheckResult {}
}
