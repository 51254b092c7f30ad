package io.baton.code.loading;

import io.baton.api.code.LoadResult;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.purging.Purges;
import io.baton.code.status.ModuleStatuses;
import io.baton.code.version.ModuleTable;
import io.baton.code.version.ModuleTable.Versions;
import io.baton.code.version.Sticky;
import java.util.Collection;
import java.util.Optional;

/** Obstacles to loading any version of a module, whatever is in its file. */
public final class Obstacles {
  private final ModuleTable<InstalledVersion> table;
  private final Sticky sticky;
  private final ModuleStatuses statuses;
  private final Purges purges;

  /**
   * The obstacles of all modules.
   *
   * @param table which versions there are
   * @param sticky modules that must not be loaded
   * @param statuses says what uses an old version
   * @param purges says which old versions may be purged
   */
  public Obstacles(
      ModuleTable<InstalledVersion> table, Sticky sticky, ModuleStatuses statuses, Purges purges) {
    this.table = table;
    this.sticky = sticky;
    this.statuses = statuses;
    this.purges = purges;
  }

  /**
   * Finds out whether a module is sticky.
   *
   * @param module name of the module
   * @param what is to be loaded, for the refusal
   * @return the refusal if it is
   */
  public Optional<LoadResult.Refused> sticky(String module, Object what) {
    return sticky.isSticky(module)
        ? Optional.of(new LoadResult.Sticky(what.toString(), sticky.configured(module)))
        : Optional.empty();
  }

  /**
   * Finds out whether the old version of a module is in the way. One without a current version is
   * not, as in Erlang.
   *
   * @param module name of the module
   * @param what is to be loaded, for the refusal
   * @param policy about the old version
   * @return the refusal, with what uses the old version, if it is
   */
  Optional<LoadResult.Refused> old(String module, Object what, OldVersion policy) {
    Versions<InstalledVersion> now = table.of(module);
    InstalledVersion old = now.oldVersion().orElse(null);
    if (old == null || (now.current() == null && policy != OldVersion.PURGE)) {
      return Optional.empty();
    }
    return switch (policy) {
      case KEEP -> Optional.of(statuses.notPurged(what.toString(), old));
      case UNUSED ->
          purges
              .used(module)
              .map(used ->
                  new LoadResult.NotPurged(
                      what.toString(), used.old(), used.lingering(), used.wired()));
      case REPLACE, PURGE ->
          purges.spared(module).map(refused -> new LoadResult.Spared(what.toString(), refused));
    };
  }

  /**
   * Returns whether an old version of one of these modules is in the way, and something uses it.
   *
   * @param modules their names
   */
  boolean isUsed(Collection<String> modules) {
    return modules.stream().anyMatch(module -> old(module, module, OldVersion.UNUSED).isPresent());
  }
}
