package io.baton.watch;

import io.baton.api.code.CheckResult;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.ShapeChange;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.compiler.CompileResult;
import io.baton.api.compiler.Compiler;
import io.baton.api.compiler.Diagnostic;
import io.baton.api.compiler.WriteResult;
import io.baton.spi.DiagnosticText;
import io.baton.spi.Log;
import io.baton.spi.ThrownText;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Compiles, checks and loads a unit, and says in the log what has become of it. Ends no process.
 */
final class UnitLoader {
  private static final Log LOG = Log.of("io.baton.watch");

  private final Compiler compiler;
  private final CodeLoader loader;
  private final Path folder;

  /**
   * Loads nothing yet.
   *
   * @param folder for the bundles that are made
   */
  UnitLoader(Compiler compiler, CodeLoader loader, Path folder) {
    this.compiler = compiler;
    this.loader = loader;
    this.folder = folder;
  }

  /** Loads it, or says why not. */
  Outcome load(Unit unit) {
    Outcome outcome;
    try {
      Files.createDirectories(folder);
      Path bundle = folder.resolve(unit.path().getFileName() + ".jar");
      Files.deleteIfExists(bundle);
      outcome = load(unit, bundle);
      Files.deleteIfExists(bundle);
    } catch (IOException | RuntimeException e) {
      outcome = Outcome.failed(Optional.empty(), "it cannot be loaded: " + ThrownText.describe(e));
    }
    outcome
        .problem()
        .ifPresent(why -> LOG.log(Level.WARNING, "%s: %s".formatted(unit.path(), why)));
    return outcome;
  }

  private Outcome load(Unit unit, Path bundle) throws IOException {
    if (unit.kind() == Unit.Kind.CLASSES) {
      return ClassFolder.pack(unit.path(), bundle)
          .map(module -> checked(unit, module, bundle))
          .orElseGet(() -> Outcome.failed(Optional.empty(), ClassFolder.NO_MODULE));
    }
    return switch (compiler.compile(unit.path(), bundle)) {
      case WriteResult.Written(var module, _, _, var warnings) -> {
        if (!warnings.isEmpty()) {
          LOG.log(Level.WARNING, text(unit, warnings));
        }
        yield checked(unit, module, bundle);
      }
      case WriteResult.NotWritten(var file, var why) ->
          Outcome.failed(Optional.empty(), "%s is not written: %s".formatted(file, why));
      case WriteResult.NotCompiled(var reason) ->
          Outcome.failed(Optional.empty(), why(unit, reason));
    };
  }

  private static String why(Unit unit, CompileResult.NotCompiled reason) {
    return switch (reason) {
      case CompileResult.Errors(_, var diagnostics) ->
          "it does not compile; what runs stays%n%s".formatted(text(unit, diagnostics));
      case CompileResult.NoSource(_, var why) -> why;
      case CompileResult.NoCompiler(var why) -> why;
    };
  }

  private static String text(Unit unit, List<Diagnostic> diagnostics) {
    Path parent = unit.path().getParent();
    return DiagnosticText.of(diagnostics, parent == null ? unit.path() : parent);
  }

  private Outcome checked(Unit unit, String module, Path bundle) {
    return switch (loader.check(bundle)) {
      case CheckResult.Unloadable(var refused) -> refused(module, refused);
      case CheckResult.Checked checked when checked.fits() -> unused(unit, module, bundle);
      case CheckResult.Checked(_, var changes, _) ->
          Outcome.failed(
              Optional.of(module),
              "it is not loaded: not all of what processes hold crosses; what runs stays"
                  + lines(changes));
    };
  }

  private static String lines(List<ShapeChange> changes) {
    return changes.stream()
        .filter(change -> change.kind() == ShapeChange.Kind.REFUSED)
        .map("%n  %s"::formatted)
        .collect(Collectors.joining());
  }

  /** An old version must be gone first. It is removed if that ends nothing. */
  private Outcome unused(Unit unit, String module, Path bundle) {
    return switch (loader.softPurge(module)) {
      case SoftPurgeResult.NoOldVersion _, SoftPurgeResult.Purged _ ->
          loaded(unit, module, loader.loadChecked(bundle));
      case SoftPurgeResult.StillUsed(var old, var lingering, var wired) ->
          refused(module, new LoadResult.NotPurged(module, old, lingering, wired));
    };
  }

  private Outcome loaded(Unit unit, String module, LoadResult result) {
    return switch (result) {
      case LoadResult.AlreadyInstalled _ -> Outcome.loaded(module);
      case LoadResult.Refused refused -> refused(module, refused);
      case LoadResult.Loaded loaded -> {
        String old =
            loaded.old().map(ModuleVersion::version).map(", %s is old"::formatted).orElse("");
        LOG.log(
            Level.INFO, "%s is current%s, from %s".formatted(loaded.current(), old, unit.path()));
        yield Outcome.loaded(module);
      }
    };
  }

  private static Outcome refused(String module, LoadResult.Refused refused) {
    if (refused instanceof LoadResult.AlreadyInstalled) {
      return Outcome.loaded(module);
    }
    Outcome.Retry retry = retry(refused);
    String when =
        switch (retry) {
          case NEVER -> "";
          case WHEN_UNUSED ->
              "; it is loaded when nothing uses that any more, and a purge would end what does";
          case WHEN_OTHERS_COME -> "; it is tried again when something else is loaded";
        };
    return new Outcome(
        Optional.of(module),
        Optional.of("it is not loaded: %s: %s%s".formatted(refused.reason(), refused.why(), when)),
        retry);
  }

  private static Outcome.Retry retry(LoadResult.Refused refused) {
    return switch (refused) {
      case LoadResult.NotPurged _, LoadResult.Spared _ -> Outcome.Retry.WHEN_UNUSED;
      case LoadResult.Unresolved _, LoadResult.Unsatisfied _ -> Outcome.Retry.WHEN_OTHERS_COME;
      default -> Outcome.Retry.NEVER;
    };
  }
}
