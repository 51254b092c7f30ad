package io.baton.code;

import io.baton.code.calling.Switches;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.framework.component.KnownComponents;
import io.baton.code.lane.ModuleQueues;
import io.baton.code.version.ModuleTable;
import io.baton.code.version.Sticky;

/**
 * Knowledge of the code server that outlives a stop and start of its bundle: modules go on
 * meanwhile, with their processes, and calls of them must lead to the same versions afterwards.
 *
 * @param table which versions there are
 * @param switches where calls lead; views and servers keep them
 * @param components of the versions
 * @param sticky modules that must not be loaded
 */
record Remembered(
    ModuleTable<InstalledVersion> table,
    Switches switches,
    KnownComponents components,
    Sticky sticky) {
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
    return new Remembered(table, switches, new KnownComponents(), new Sticky(table));
  }

  static Remembered ofThisBundle() {
    return OF_THIS_BUNDLE;
  }

  /** Returns where calls lead; those that have to wait do so as the lanes say from now on. */
  Switches switchesThatWait(ModuleQueues lanes) {
    switches.waitBy(lanes::await);
    return switches;
  }
}
