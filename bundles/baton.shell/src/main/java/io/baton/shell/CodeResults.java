package io.baton.shell;

import io.baton.api.code.CodeStatus;
import io.baton.api.code.DeleteResult;
import io.baton.api.code.Lingering;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleFile;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.WiredBundle;
import io.baton.shell.command.CommandFailed;
import io.baton.shell.command.Nearest;
import io.baton.spi.MarkedLocation;
import io.baton.spi.Printable;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.felix.service.command.Converter;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Prints the results of the commands that change versions: what a person reads first, then the
 * details. Scripts find the typed result in {@code $_}.
 */
@Component(
    service = Converter.class,
    property = {
      "osgi.converter.classes=io.baton.api.code.LoadResult",
      "osgi.converter.classes=io.baton.api.code.PurgeResult",
      "osgi.converter.classes=io.baton.api.code.SoftPurgeResult",
      "osgi.converter.classes=io.baton.api.code.DeleteResult"
    })
public final class CodeResults implements Converter {
  private final CodeStatus codeStatus;

  /** Creates the converter for the code of this system. */
  @Activate
  public CodeResults(@Reference CodeStatus codeStatus) {
    this.codeStatus = codeStatus;
  }

  @Override
  public @Nullable Object convert(Class<?> desired, Object value) {
    return null;
  }

  @Override
  public @Nullable CharSequence format(Object target, int level, Converter escape) {
    Optional<String> text = text(target);
    return target instanceof LoadResult.Loaded(var current, _, _, _)
        ? text.map(loaded -> loaded + otherFiles(current)).orElse(null)
        : text.orElse(null);
  }

  /**
   * Returns which file it was, if the name and the version of the module do not say it: another
   * directory of the code path has the module, too, or another file has the same version.
   */
  private String otherFiles(ModuleVersion current) {
    List<ModuleFile> files = codeStatus.files(current.module());
    for (ModuleFile loaded : files) {
      if (isOf(current, loaded.file())) {
        List<String> others =
            files.stream()
                .filter(other -> other != loaded && mayBeMeant(other, loaded))
                .map(other -> place(other, loaded))
                .distinct()
                .toList();
        return others.isEmpty()
            ? ""
            : "%n  from %s; the module is also in %s"
                .formatted(Printable.line(loaded.file().toString()), StatusTable.some(others));
      }
    }
    return "";
  }

  /** Another directory, or a file of the same one. */
  private static String place(ModuleFile other, ModuleFile loaded) {
    Path directory = other.file().getParent();
    return String.valueOf(
        Objects.equals(directory, loaded.file().getParent()) ? other.file() : directory);
  }

  private static boolean isOf(ModuleVersion current, Path file) {
    String origin = MarkedLocation.origin(current.location());
    return file.toUri().toString().equals(origin)
        || file.toAbsolutePath().normalize().toUri().toString().equals(origin);
  }

  private static boolean mayBeMeant(ModuleFile other, ModuleFile loaded) {
    return other.version().equals(loaded.version())
        || !Objects.equals(other.file().getParent(), loaded.file().getParent());
  }

  /** Returns the text of a result; empty if the value is none. */
  static Optional<String> text(Object value) {
    return switch (value) {
      case LoadResult.Loaded result -> Optional.of(loaded(result));
      case PurgeResult result -> Optional.of(purged(result));
      case SoftPurgeResult result -> Optional.of(softPurged(result));
      case DeleteResult result -> Optional.of(deleted(result));
      default -> Optional.empty();
    };
  }

  /**
   * Returns the text of a refusal.
   *
   * @param modules the names that there are, of which one may have been meant
   */
  static String refused(LoadResult.Refused refused, List<String> modules) {
    String hint =
        refused instanceof LoadResult.NoFile && !modules.contains(refused.what())
            ? Nearest.hint(refused.what(), modules)
            : "";
    return "%s: %s: %s%s"
        .formatted(
            refused.reason(), Printable.line(refused.what()), Printable.text(refused.why()), hint);
  }

  /**
   * Returns the loaded version.
   *
   * @throws CommandFailed if the load was refused
   */
  static LoadResult.Loaded orFail(LoadResult result, CodeStatus codeStatus) {
    return switch (result) {
      case LoadResult.Loaded loaded -> loaded;
      case LoadResult.Refused refused -> throw failure(refused, codeStatus);
    };
  }

  /** Returns what a command throws whose load was refused. */
  static CommandFailed failure(LoadResult.Refused refused, CodeStatus codeStatus) {
    return new CommandFailed(refused(refused, codeStatus.modules()));
  }

  private static String loaded(LoadResult.Loaded result) {
    return "ok: %s is current%s%s%s"
        .formatted(
            result.current(),
            result.old().map(old -> ", %s is old".formatted(old.version())).orElse(""),
            purgedBefore(result.purged()),
            CheckReport.lines(result.changes()));
  }

  private static String purgedBefore(PurgeResult result) {
    return switch (result) {
      case PurgeResult.NoOldVersion _, PurgeResult.Refused _ -> "";
      case PurgeResult.Purged(var old, var wired) ->
          "; %s was purged%s".formatted(old.version(), stillWired(wired));
      case PurgeResult.PurgedByKilling(var old, var killed, var fenced, var wired) ->
          "; %s was purged%s%s".formatted(old.version(), killed(killed, fenced), stillWired(wired));
    };
  }

  /** Returns the text of a purge. */
  static String purged(PurgeResult result) {
    return switch (result) {
      case PurgeResult.NoOldVersion(var module) -> "ok: %s has no old version".formatted(module);
      case PurgeResult.Purged(var old, var wired) ->
          "ok: %s was purged, no process was in it%s".formatted(old, stillWired(wired));
      case PurgeResult.PurgedByKilling(var old, var killed, var fenced, var wired) ->
          "ok: %s was purged%s%s".formatted(old, killed(killed, fenced), stillWired(wired));
      case PurgeResult.Refused(var old, var spared, var why) ->
          "false: %s was not purged, in it are %s; %s"
              .formatted(old, labels(spared), Printable.line(why));
    };
  }

  private static String softPurged(SoftPurgeResult result) {
    return switch (result) {
      case SoftPurgeResult.NoOldVersion(var module) ->
          "true: %s has no old version".formatted(module);
      case SoftPurgeResult.Purged(var old) -> "true: %s was purged".formatted(old);
      case SoftPurgeResult.StillUsed(var old, var lingering, var wired) ->
          "false: %s is used by %s".formatted(old, users(lingering, wired));
    };
  }

  private static String deleted(DeleteResult result) {
    return switch (result) {
      case DeleteResult.Deleted(var old) -> "true: %s is old now".formatted(old);
      case DeleteResult.NotPurged(var old) ->
          "false: %s is old and must be purged first".formatted(old);
      case DeleteResult.NotLoaded(var module) -> "false: %s is not loaded".formatted(module);
    };
  }

  private static String killed(List<Lingering> killed, List<Lingering> fenced) {
    String rest = fenced.isEmpty() ? "" : "; not back yet: " + labels(fenced);
    return ", killed %s%s".formatted(labels(killed), rest);
  }

  /**
   * Returns the processes and threads that are in the version, then bundles that are wired to it.
   */
  private static String users(List<Lingering> lingering, List<WiredBundle> wired) {
    String bundles = StatusTable.some(wired.stream().map(WiredBundle::label).toList());
    return lingering.isEmpty()
        ? bundles
        : withReasons(lingering) + (wired.isEmpty() ? "" : ", " + bundles);
  }

  private static String withReasons(List<Lingering> lingering) {
    return StatusTable.some(
        lingering.stream()
            .map(one -> one.label() + one.why().map(" (%s)"::formatted).orElse(""))
            .toList());
  }

  private static String stillWired(List<WiredBundle> wired) {
    return wired.isEmpty()
        ? ""
        : "; until refreshed, its code throws for "
            + StatusTable.some(wired.stream().map(WiredBundle::label).toList());
  }

  private static String labels(List<Lingering> lingering) {
    return StatusTable.some(lingering.stream().map(Lingering::label).toList());
  }
}
