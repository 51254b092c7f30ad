package io.baton.code.purging;

import io.baton.api.code.DeleteResult;
import io.baton.api.code.PurgeResult;
import io.baton.code.audit.Decisions;
import io.baton.code.calling.Absence;
import io.baton.code.calling.Target;
import io.baton.code.calling.Views;
import io.baton.code.framework.ComponentChanges;
import io.baton.code.framework.FrameworkChanges;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.framework.service.ServiceRegistrations;
import io.baton.code.lane.ModuleQueues;
import io.baton.code.leaving.LeaveTaking;
import io.baton.code.restart.Restart;
import io.baton.code.version.ModuleTable;
import io.baton.code.version.ModuleTable.Versions;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Deletes of current versions, which make them old. Each runs in the lane of its module. */
public final class Deletes {
  private final ModuleQueues lanes;
  private final ModuleTable<InstalledVersion> table;
  private final Views views;
  private final Purger purger;
  private final Purges purges;
  private final Restart restart;
  private final ServiceRegistrations services;
  private final FrameworkChanges framework;
  private final ComponentChanges components;
  private final Consumer<String> changed;
  private final LeaveTaking leaves;
  private final Decisions decisions;

  /**
   * Deletes in the lanes of modules.
   *
   * @param lanes of modules
   * @param table which versions there are
   * @param views whose calls find no version any more
   * @param purger watches the processes in what has become old
   * @param purges of what is old already
   * @param restart knows what is current after a restart
   * @param services what is shown of versions
   * @param framework makes the changes of what is shown
   * @param components follows the components of versions
   * @param changed gets each module that was changed
   * @param leaves let versions take leave
   * @param decisions tells the log what was decided
   */
  public Deletes(
      ModuleQueues lanes,
      ModuleTable<InstalledVersion> table,
      Views views,
      Purger purger,
      Purges purges,
      Restart restart,
      ServiceRegistrations services,
      FrameworkChanges framework,
      ComponentChanges components,
      Consumer<String> changed,
      LeaveTaking leaves,
      Decisions decisions) {
    this.lanes = lanes;
    this.table = table;
    this.views = views;
    this.purger = purger;
    this.purges = purges;
    this.restart = restart;
    this.services = services;
    this.framework = framework;
    this.components = components;
    this.changed = changed;
    this.leaves = leaves;
    this.decisions = decisions;
  }

  /**
   * Deletes the current version of a module, in the module's lane.
   *
   * @param module name of the module
   * @return what was found and done
   */
  public DeleteResult delete(String module) {
    String by = decisions.requester();
    return lanes.run(module, () -> decisions.delete(by, deleteInLane(module, null)));
  }

  /**
   * Purges what is old and deletes what is current; calls wait for a while for what may come.
   * Called in the module's lane.
   *
   * @param current whose bundle does not hold the module any more
   * @param gone what calls wait for
   * @return what was purged
   */
  public PurgeResult expectOther(InstalledVersion current, Absence gone) {
    String module = current.id().module();
    PurgeResult purged = purges.purgeInLane(module);
    deleteInLane(module, gone);
    components.settled(current);
    return purged;
  }

  private DeleteResult deleteInLane(String module, @Nullable Absence gone) {
    Versions<InstalledVersion> now = table.of(module);
    InstalledVersion current = now.current();
    if (now.old() != null) {
      return new DeleteResult.NotPurged(now.old().version().id());
    }
    if (current == null) {
      return new DeleteResult.NotLoaded(module);
    }
    restart.deleted(module);
    views.of(module).switchTo(new Target(module, null, gone));
    purger.becameOld(current.loaded());
    table.delete(module, Instant.now());
    framework.make(module, () -> services.deleted(current));
    changed.accept(module);
    if (gone == null) {
      leaves.switched(module, current.loaded(), null);
    } else {
      leaves.vanished(current.loaded());
    }
    return new DeleteResult.Deleted(current.id());
  }
}
