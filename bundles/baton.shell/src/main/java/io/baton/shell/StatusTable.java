package io.baton.shell;

import io.baton.api.code.HeldFunction;
import io.baton.api.code.Leftover;
import io.baton.api.code.Lingering;
import io.baton.api.code.ModuleStatus;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.WiredBundle;
import io.baton.spi.Printable;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Columns of text. */
final class StatusTable {
  /** Maximum number of names in one line. */
  private static final int SHOWN = 20;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  private StatusTable() {}

  static String of(List<ModuleStatus> modules) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("module", "current", "old", "lingering in old"));
    var fenced = new StringJoiner("");
    for (ModuleStatus module : modules) {
      rows.add(
          List.of(
              module.module(),
              current(module),
              module.old().map(ModuleVersion::version).orElse("-"),
              module.lingering().isEmpty() ? "-" : waits(module.lingering())));
      module
          .away()
          .ifPresent(away ->
              fenced.add(
                  "%n%s is away since %s: %s"
                      .formatted(module.module(), time(away.since()), away.why())));
      module
          .fenced()
          .forEach(one ->
              fenced.add(
                  "%nfenced: %s in %s at %s, %s"
                      .formatted(one.label(), one.version(), one.where(), one.waitsFor())));
    }
    modules.forEach(module ->
        fenced.add(
            wired(module.wired(), version -> module.old().filter(version::equals).isPresent())));
    return columns(rows) + fenced;
  }

  /** Returns a line for each alarm. */
  static String alarms(List<String> alarms) {
    return alarms.stream()
        .map(alarm -> "%nalarm: %s".formatted(Printable.line(alarm)))
        .collect(Collectors.joining());
  }

  private static String current(ModuleStatus module) {
    String version = module.current().map(ModuleVersion::version).orElse("-");
    return module.away().isPresent() ? version + " (away)" : version;
  }

  /** Returns a line for each bundle that is wired to the old version, or to one that was purged. */
  static String wired(List<WiredBundle> wired, Predicate<ModuleVersion> isThere) {
    var lines = new StringJoiner("");
    for (WiredBundle one : wired.subList(0, Math.min(SHOWN, wired.size()))) {
      boolean isOld = isThere.test(one.version());
      lines.add(
          "%n%s %s used by %s"
              .formatted(one.version(), isOld ? "is" : "was purged and is still", one.label()));
    }
    if (wired.size() > SHOWN) {
      lines.add("%nand by %,d more bundles".formatted(wired.size() - SHOWN));
    }
    return lines.toString();
  }

  private static String waits(List<Lingering> lingering) {
    return some(
        lingering.stream().map(one -> "%s: %s".formatted(one.label(), one.waitsFor())).toList());
  }

  /** Returns all of a few, and the first of many. */
  static String some(List<String> all) {
    String first = all.stream().limit(SHOWN).map(Printable::line).collect(Collectors.joining(", "));
    return all.size() <= SHOWN ? first : "%s and %,d more".formatted(first, all.size() - SHOWN);
  }

  /** Returns a separate paragraph for functions, since their holders do not linger. */
  static String functions(List<HeldFunction> functions) {
    if (functions.isEmpty()) {
      return "";
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("holds a function of it, which will throw after the purge", "at", "of"));
    functions.stream()
        .limit(SHOWN)
        .forEach(one -> rows.add(List.of(one.holder(), one.path(), one.function())));
    return "%n%s%s"
        .formatted(
            columns(rows),
            functions.size() <= SHOWN ? "" : "%nand %,d more".formatted(functions.size() - SHOWN));
  }

  /** Returns a separate paragraph for what a version has left in the JDK. */
  static String leftovers(List<Leftover> leftovers) {
    if (leftovers.isEmpty()) {
      return "";
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("has left in the JDK", "", "a purge"));
    leftovers.forEach(one ->
        rows.add(List.of(one.kind(), one.what(), one.removable() ? "removes it" : "leaves it")));
    return "%n%s".formatted(columns(rows));
  }

  static String lingering(List<Lingering> lingering) {
    if (lingering.isEmpty()) {
      return "nothing lingers";
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("process", "in", "since", "waits for", "at"));
    for (Lingering one : lingering) {
      rows.add(
          List.of(
              one.label(),
              one.version().version(),
              time(one.since()),
              one.waitsFor(),
              one.where()));
    }
    var reasons = new StringBuilder();
    for (Lingering one : lingering) {
      one.why().ifPresent(why -> reasons.append("%n%s stays: %s".formatted(one.label(), why)));
    }
    return columns(rows) + reasons;
  }

  static String time(Instant when) {
    return TIME.format(when);
  }

  /** Aligns rows. Each is one line, whatever the names contain. */
  static String columns(List<List<String>> given) {
    List<List<String>> rows =
        given.stream().map(row -> row.stream().map(Printable::line).toList()).toList();
    int[] widths =
        IntStream.range(0, rows.getFirst().size()).map(column -> width(rows, column)).toArray();
    var lines = new StringJoiner(System.lineSeparator());
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i));
        if (i + 1 < row.size()) {
          line.append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
      }
      lines.add(line);
    }
    return lines.toString();
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
