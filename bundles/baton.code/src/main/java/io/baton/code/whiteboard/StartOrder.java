package io.baton.code.whiteboard;

import io.baton.api.code.LoadResult;
import io.baton.code.framework.bundle.Bundles;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.restart.Restart;
import io.baton.code.version.ModuleTable;
import io.baton.code.version.ModuleTable.Versions;
import java.util.Optional;
import org.osgi.framework.Bundle;

/**
 * Decides which bundles of one module are loaded when another program than the code server starts
 * them, in any order: the newest becomes current, and what was old stays old. Asked in the module's
 * lane.
 */
public final class StartOrder {
  private final ModuleTable<InstalledVersion> table;
  private final Restart restart;

  public StartOrder(ModuleTable<InstalledVersion> table, Restart restart) {
    this.table = table;
    this.restart = restart;
  }

  /** Outcome for a version whose bundle was started. */
  public sealed interface Outcome {
    /** A load, with its result. */
    record Tried(LoadResult result) implements Outcome {}

    /** No load: another version is current, and stays it. */
    record LeftAlone(String why) implements Outcome {}
  }

  /** Returns why a version must not become current; empty if it may. */
  public Optional<Outcome> leftAlone(InstalledVersion started) {
    return restart
        .before(started.id().module(), started.bundle())
        .<Outcome>map(first ->
            new Outcome.LeftAlone(
                "%s is not loaded, because %s was current when the system ended, and is about to start"
                    .formatted(started, first)))
        .or(() -> behind(started));
  }

  private Optional<Outcome> behind(InstalledVersion started) {
    Versions<InstalledVersion> now = table.of(started.id().module());
    InstalledVersion current = now.current();
    if (current == null || current.bundle() == started.bundle()) {
      return Optional.empty();
    }
    boolean wasOld =
        now.oldVersion()
            .filter(old -> old.bundle() == started.bundle())
            .filter(old -> number(old).equals(number(started)))
            .isPresent();
    boolean isOlder = number(started).compareTo(number(current)) < 0 && isMeantToRun(current);
    return wasOld || isOlder
        ? Optional.of(
            new Outcome.LeftAlone(
                "%s is not loaded, because %s is current and %s; to make it current, stop and start"
                    .concat(" its bundle")
                    .formatted(started, current, wasOld ? "it was old before" : "newer")))
        : Optional.empty();
  }

  private static org.osgi.framework.Version number(InstalledVersion version) {
    return version.revision().getVersion();
  }

  /**
   * Returns whether its bundle is meant to be active; then it is, or the framework will start it.
   */
  private static boolean isMeantToRun(InstalledVersion version) {
    Bundle bundle = version.bundle();
    return bundle.getState() != Bundle.UNINSTALLED && Bundles.isMeantToRun(bundle);
  }
}
