package io.baton.code.loading;

import io.baton.api.code.LoadResult;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.status.ModuleStatuses;
import io.baton.code.version.ModuleTable;
import io.baton.code.version.ModuleTable.Versions;
import io.baton.code.version.Sticky;
import java.util.Optional;

/** Obstacles to loading any version of a module, whatever is in its file. */
public final class Obstacles {
  private final ModuleTable<InstalledVersion> table;
  private final Sticky sticky;
  private final ModuleStatuses statuses;

  /**
   * The obstacles of all modules.
   *
   * @param table which versions there are
   * @param sticky modules that must not be loaded
   * @param statuses says what uses an old version
   */
  public Obstacles(ModuleTable<InstalledVersion> table, Sticky sticky, ModuleStatuses statuses) {
    this.table = table;
    this.sticky = sticky;
    this.statuses = statuses;
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
        ? Optional.of(new LoadResult.Sticky(what.toString()))
        : Optional.empty();
  }

  /**
   * Finds out whether a module has as many versions as there may be. An old version without a
   * current one is no obstacle, as in Erlang.
   *
   * @param module name of the module
   * @param what is to be loaded, for the refusal
   * @return the refusal, with what uses the old version, if it has
   */
  Optional<LoadResult.Refused> notPurged(String module, Object what) {
    Versions<InstalledVersion> now = table.of(module);
    return now.current() == null
        ? Optional.empty()
        : now.oldVersion().map(old -> statuses.notPurged(what.toString(), old));
  }
}
