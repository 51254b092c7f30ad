package io.baton.code;

import io.baton.code.artifact.SearchPath;
import io.baton.code.calling.Arrivals;
import io.baton.code.calling.Switches;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.framework.component.KnownComponents;
import io.baton.code.lane.ModuleQueues;
import io.baton.code.version.ModuleTable;
import io.baton.code.version.Sticky;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Knowledge of the code server that outlives a stop and start of its bundle: modules go on
 * meanwhile, with their processes, and calls of them must lead to the same versions afterwards.
 *
 * @param table which versions there are
 * @param switches where calls lead; views and servers keep them
 * @param components of the versions
 * @param sticky modules that must not be loaded
 * @param path what callers have made of the code path
 */
record Remembered(
    ModuleTable<InstalledVersion> table,
    Switches switches,
    KnownComponents components,
    Sticky sticky,
    AtomicReference<SearchPath.Changed> path) {
  /**
   * One for each start of the framework, or update of the bundle: it lives as long as the class.
   */
  private static final Remembered OF_THIS_BUNDLE = nothing();

  private static Remembered nothing() {
    var table = new ModuleTable<InstalledVersion>();
    var switches =
        new Switches((_, arrived) -> {
          arrived.join();
          return true;
        });
    return new Remembered(
        table,
        switches,
        new KnownComponents(),
        new Sticky(table),
        new AtomicReference<>(SearchPath.Changed.nothing()));
  }

  static Remembered ofThisBundle() {
    return OF_THIS_BUNDLE;
  }

  /**
   * Returns where calls lead.
   *
   * @param lanes say from now on how calls wait that have to
   * @param load loads a module that is called and not loaded; false if that cannot be
   */
  Switches switchesFor(ModuleQueues lanes, Predicate<String> load) {
    switches.waitBy(
        new Arrivals() {
          @Override
          public boolean await(String module, CompletableFuture<?> arrived) {
            return lanes.await(module, arrived);
          }

          @Override
          public boolean load(String module) {
            return load.test(module);
          }
        });
    return switches;
  }
}
