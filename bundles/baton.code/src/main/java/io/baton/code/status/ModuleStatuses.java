package io.baton.code.status;

import io.baton.api.code.HeldFunction;
import io.baton.api.code.Leftover;
import io.baton.api.code.Lingering;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleStatus;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.WiredBundle;
import io.baton.code.checking.HeldFunctions;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.framework.wire.Wirings;
import io.baton.code.leaving.Leftovers;
import io.baton.code.purging.Purger;
import io.baton.code.version.ModuleTable;
import io.baton.code.version.ModuleTable.Old;
import io.baton.code.version.ModuleTable.Versions;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Describes modules: their versions, and what uses the old ones. Changes nothing. */
public final class ModuleStatuses {
  private final ModuleTable<InstalledVersion> table;
  private final Purger purger;
  private final Wirings wirings;
  private final HeldFunctions functions;

  public ModuleStatuses(
      ModuleTable<InstalledVersion> table,
      Purger purger,
      Wirings wirings,
      HeldFunctions functions) {
    this.table = table;
    this.purger = purger;
    this.wirings = wirings;
    this.functions = functions;
  }

  /** Every module that there is anything to say of. */
  public List<ModuleStatus> all() {
    List<Lingering> fenced = purger.fenced();
    var modules = new TreeSet<>(table.all().keySet());
    modules.addAll(wirings.purgedModules());
    fenced.forEach(one -> modules.add(one.version().module()));
    return modules.stream().map(module -> of(module, fenced)).toList();
  }

  private ModuleStatus of(String module, List<Lingering> fenced) {
    Versions<InstalledVersion> versions = table.of(module);
    return new ModuleStatus(
        module,
        versions.currentVersion().map(InstalledVersion::id),
        versions.oldVersion().map(InstalledVersion::id),
        lingering(module),
        fenced.stream().filter(one -> one.version().module().equals(module)).toList(),
        wiredBundles(module),
        versions.currentVersion().flatMap(version -> version.component().away()));
  }

  /** What the old version of a module has left in the JDK's registries. */
  public List<Leftover> leftovers(String module) {
    return table.of(module).oldVersion().map(old -> Leftovers.of(old.loaded())).orElse(List.of());
  }

  public List<HeldFunction> heldFunctions(String module) {
    return table
        .of(module)
        .oldVersion()
        .map(InstalledVersion::loaded)
        .map(functions::of)
        .orElse(List.of());
  }

  public List<Lingering> lingering(String module) {
    Old<InstalledVersion> old = table.of(module).old();
    return old == null ? List.of() : purger.lingering(old.version().loaded(), old.since());
  }

  public List<WiredBundle> wiredBundles(String module) {
    return wirings.all(module);
  }

  /** Refuses a load because of the old version of its module. */
  public LoadResult.Refused notPurged(String what, InstalledVersion old) {
    String module = old.id().module();
    return new LoadResult.NotPurged(what, old.id(), lingering(module), wirings.users(old));
  }

  /** The current version of a module; empty if there is none. */
  public Optional<ModuleVersion> current(String module) {
    return table.of(module).currentVersion().map(InstalledVersion::id);
  }

  /** All current versions, in the order of their modules. */
  public List<ModuleVersion> current() {
    return table.all().values().stream()
        .flatMap(versions -> versions.currentVersion().stream())
        .map(InstalledVersion::id)
        .toList();
  }
}
