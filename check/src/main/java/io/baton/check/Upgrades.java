package io.baton.check;

import io.baton.api.code.CheckOption;
import io.baton.api.code.CheckResult;
import io.baton.api.code.ExportedFunction;
import io.baton.api.code.Leak;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PurgeResult;
import io.baton.check.Finding.Severity;
import io.baton.embedded.Baton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads versions of a module, one after the other, and says what that meets. */
final class Upgrades {
  private final Baton baton;

  Upgrades(Baton baton) {
    this.baton = baton;
  }

  /** Returns whether a version can be loaded where there is no other. */
  List<Finding> load(Path file, String label) {
    return switch (baton.loader().loadFile(file)) {
      case LoadResult.Loaded(var current, _, _, _) -> {
        baton.loader().delete(current.module());
        yield removed(current, false);
      }
      case LoadResult.Refused refused -> List.of(refused(label, refused));
    };
  }

  /**
   * Versions between which a system goes.
   *
   * @param from file of the first
   * @param fromLabel how the report calls it
   * @param to file of the second
   * @param toLabel how the report calls it
   */
  record Way(Path from, String fromLabel, Path to, String toLabel) {
    /** Returns the way back. */
    Way back() {
      return new Way(to, toLabel, from, fromLabel);
    }
  }

  /** Returns what an upgrade meets, and what callers of the first version do. */
  List<Finding> up(Way way) {
    return go(way, true);
  }

  /** Returns what the way back meets. A system can go forward without it: none is an error. */
  List<Finding> down(Way way) {
    return go(way, false).stream().map(Finding::atMostWarning).toList();
  }

  /** Loads the first version and the second one beside it, and purges both. */
  private List<Finding> go(Way way, boolean isUp) {
    LoadResult first = baton.loader().loadFile(way.from());
    if (first instanceof LoadResult.Refused refused) {
      return List.of(refused(way.fromLabel(), refused));
    }
    ModuleVersion before = ((LoadResult.Loaded) first).current();
    List<ExportedFunction> functions = baton.status().functions(before.module());
    JarClasses classes =
        isUp ? JarClasses.of(way.to(), way.from()) : JarClasses.of(way.from(), way.to());
    List<Finding> found = new ArrayList<>(checked(way, classes));
    switch (baton.loader().loadFile(way.to())) {
      case LoadResult.Refused refused -> {
        Finding why = refused(way.toLabel(), refused);
        if (!found.contains(why)) {
          found.add(why);
        }
        baton.loader().delete(before.module());
        found.addAll(removed(before, false));
      }
      case LoadResult.Loaded(var after, _, _, _) -> {
        List<ExportedFunction> then = baton.status().functions(after.module());
        if (isUp) {
          found.addAll(FunctionChanges.gone(functions, then, classes));
          found.addAll(FunctionChanges.added(functions, then));
        } else {
          found.addAll(FunctionChanges.missingAgain(functions, then));
        }
        found.addAll(removed(before, true));
        baton.loader().delete(after.module());
        found.addAll(removed(after, false));
      }
    }
    return found;
  }

  /** What Baton says before the load. */
  private List<Finding> checked(Way way, JarClasses classes) {
    return switch (baton.loader().check(way.to(), CheckOption.DECLARED)) {
      case CheckResult.Unloadable(var refused) -> List.of(refused(way.toLabel(), refused));
      case CheckResult.Checked(_, var changes, _) -> ShapeChanges.of(changes, classes);
    };
  }

  /** Purges the old version. That it leaves memory is looked at where an upgrade is asked for. */
  private List<Finding> removed(ModuleVersion old, boolean isLookedFor) {
    List<Finding> found = new ArrayList<>();
    PurgeResult purge = baton.loader().purge(old.module());
    if (isLookedFor && purge instanceof PurgeResult.PurgedByKilling(_, var killed, _, _)) {
      found.add(
          new Finding(
              Severity.NOTE,
              "",
              "a purge of %s %s ends processes that its component has started: %s"
                  .formatted(old.module(), old.version(), killed),
              "they are not part of the new version"));
    }
    if (isLookedFor) {
      baton.leakOf(old).ifPresent(leak -> found.add(leaked(old, leak)));
    }
    return found;
  }

  private static Finding leaked(ModuleVersion version, Leak leak) {
    String path =
        leak.path().isEmpty()
            ? leak.holder().toString()
            : String.join("%n      -> ".formatted(), leak.path());
    return new Finding(
        Severity.WARNING,
        "",
        "%s %s stays in memory after its purge, held by:%n      %s"
            .formatted(version.module(), version.version(), path),
        "release it there, when the component is deactivated at the latest");
  }

  private static Finding refused(String label, LoadResult.Refused refused) {
    return new Finding(
        Severity.ERROR,
        "",
        "%s cannot be loaded (%s): %s".formatted(label, refused.reason(), refused.why()),
        "");
  }
}
