package io.baton.code.checking;

import io.baton.api.code.CheckResult;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.ShapeChange;
import io.baton.code.calling.VersionCode;
import io.baton.code.running.OnLoads;
import io.baton.code.version.LoadedVersion;
import io.baton.spi.Log;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks before a load what becomes of the values that are there. */
public final class LoadChecks {
  private static final Log LOG = Log.of("io.baton.code");

  private static final String TYPES =
      "its functions and the types of its states: its activator registers the service, and no"
          + " component file describes it";
  private static final String STARTS =
      "whether its activator, constructor and activation succeed, and whether the services are"
          + " there that its component needs";
  private static final String VALUES =
      "what codeChange, constructors and accessors make of the values that processes keep: a"
          + " checked load tries them";

  private final Function<String, Optional<LoadedVersion>> current;
  private final Checks checks;
  private final OnLoads onLoads;

  /**
   * Checks of loads.
   *
   * @param current of a module
   * @param checks compare it with the next
   * @param onLoads runs code of the next
   */
  public LoadChecks(
      Function<String, Optional<LoadedVersion>> current, Checks checks, OnLoads onLoads) {
    this.current = current;
    this.checks = checks;
    this.onLoads = onLoads;
  }

  private Optional<LoadedVersion> current(String module) {
    return current.apply(module);
  }

  /**
   * Returns why a checked load is refused. Code of the module carries states: in a process of its
   * own.
   */
  public Optional<LoadResult.Refused> refused(LoadedVersion ready) {
    return current(ready.id().module()).flatMap(current -> refused(current, ready));
  }

  private Optional<LoadResult.Refused> refused(LoadedVersion current, LoadedVersion ready) {
    var refused = new AtomicReference<Optional<LoadResult.Refused>>(Optional.empty());
    return onLoads
        .run(ready, "check", () -> refused.set(checks.refused(current, ready)))
        .<LoadResult.Refused>map(why -> new LoadResult.OnLoadFailure(ready.toString(), why))
        .or(refused::get);
  }

  /** Of a version whose component is made. */
  public CheckResult constructed(VersionCode next, boolean isDeclared) {
    return new CheckResult.Checked(
        next.version(), changes(next, isDeclared), untried(next.version()));
  }

  /** Of a version of which no code has run. */
  public CheckResult declared(VersionCode next, boolean isDeclared) {
    return new CheckResult.Checked(
        next.version(), changes(next, isDeclared), and(STARTS, untried(next.version())));
  }

  /** Of a version of which nothing can be said before its code has run. */
  public CheckResult undescribed(ModuleVersion version) {
    return new CheckResult.Checked(version, List.of(), and(TYPES, and(STARTS, untried(version))));
  }

  /** Only values that are there can be tried. */
  private List<String> untried(ModuleVersion version) {
    return current(version.module()).isPresent() ? List.of(VALUES) : List.of();
  }

  private static List<String> and(String first, List<String> others) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return all;
  }

  /** Returns what is not carried over as it is. */
  private List<ShapeChange> changes(VersionCode next, boolean isDeclared) {
    return current(next.version().module())
        .map(current -> checks.compare(current, next, isDeclared))
        .orElse(List.of());
  }

  /** Returns the same, and logs it: what is refused in one warning. */
  public List<ShapeChange> announce(LoadedVersion ready) {
    List<ShapeChange> changes = changes(ready.callable(), false);
    log(
        Level.WARNING,
        "%s does not take over everything:%s",
        ready,
        changes.stream().filter(LoadChecks::isRefused).toList());
    log(
        Level.DEBUG,
        "%s takes over the rest in another form:%s",
        ready,
        changes.stream().filter(change -> !isRefused(change)).toList());
    return changes;
  }

  private static boolean isRefused(ShapeChange change) {
    return change.kind() == ShapeChange.Kind.REFUSED;
  }

  /** Logs all changes at once. */
  private static void log(
      Level level, String text, LoadedVersion ready, List<ShapeChange> changes) {
    if (!changes.isEmpty()) {
      String lines = changes.stream().map("%n  %s"::formatted).collect(Collectors.joining());
      LOG.log(level, text.formatted(ready, lines));
    }
  }
}
