package io.baton.code;

import io.baton.api.code.LoadResult;
import io.baton.api.code.ShapeChange;
import io.baton.api.spi.Log;
import io.baton.code.checking.Checks;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Asks before a load what becomes of the values that are there. */
final class LoadChecks {
  private static final Log LOG = Log.of("io.baton.code");

  private final ModuleTable<Version> table;
  private final Checks checks;

  LoadChecks(ModuleTable<Version> table, Checks checks) {
    this.table = table;
    this.checks = checks;
  }

  private Optional<Version> current(Version ready) {
    return table.of(ready.id().module()).currentVersion();
  }

  /** Why a checked load is refused. Code of the module carries states: in a process of its own. */
  Optional<LoadResult.Refused> refused(Version ready) {
    return current(ready).flatMap(current -> refused(current, ready));
  }

  private Optional<LoadResult.Refused> refused(Version current, Version ready) {
    var refused = new AtomicReference<Optional<LoadResult.Refused>>(Optional.empty());
    return VersionProcess.run(ready, "check", () -> refused.set(checks.refused(current, ready)))
        .<LoadResult.Refused>map(why -> new LoadResult.OnLoadFailure(ready.toString(), why))
        .or(refused::get);
  }

  /** What is not carried over as it is. */
  List<ShapeChange> changes(Version ready) {
    return current(ready).map(current -> checks.compare(current, ready)).orElse(List.of());
  }

  /** The same, said in the log. */
  List<ShapeChange> announce(Version ready) {
    List<ShapeChange> changes = changes(ready);
    for (ShapeChange change : changes) {
      boolean isRefused = change.kind() == ShapeChange.Kind.REFUSED;
      LOG.log(isRefused ? Level.WARNING : Level.DEBUG, "%s: %s".formatted(ready, change));
    }
    return changes;
  }
}
