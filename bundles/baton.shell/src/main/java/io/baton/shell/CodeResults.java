package io.baton.shell;

import io.baton.api.code.DeleteResult;
import io.baton.api.code.Lingering;
import io.baton.api.code.LoadResult;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.WiredBundle;
import io.baton.shell.command.Nearest;
import io.baton.spi.Printable;
import java.util.List;
import java.util.Optional;
import org.apache.felix.service.command.Converter;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

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
  /** Created by SCR. */
  public CodeResults() {}

  @Override
  public @Nullable Object convert(Class<?> desired, Object value) {
    return null;
  }

  @Override
  public @Nullable CharSequence format(Object target, int level, Converter escape) {
    return text(target).orElse(null);
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
      case PurgeResult.NoOldVersion _ -> "";
      case PurgeResult.Purged(var old, var wired) ->
          "; %s was purged%s".formatted(old.version(), stillWired(wired));
      case PurgeResult.PurgedByKilling(var old, var killed, var fenced, var wired) ->
          "; %s was purged%s%s".formatted(old.version(), killed(killed, fenced), stillWired(wired));
    };
  }

  private static String purged(PurgeResult result) {
    return switch (result) {
      case PurgeResult.NoOldVersion(var module) -> "ok: %s has no old version".formatted(module);
      case PurgeResult.Purged(var old, var wired) ->
          "ok: %s was purged, no process was in it%s".formatted(old, stillWired(wired));
      case PurgeResult.PurgedByKilling(var old, var killed, var fenced, var wired) ->
          "ok: %s was purged%s%s".formatted(old, killed(killed, fenced), stillWired(wired));
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
