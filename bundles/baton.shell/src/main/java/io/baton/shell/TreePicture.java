package io.baton.shell;

import io.baton.api.process.Pid;
import io.baton.api.supervisor.Child;
import io.baton.spi.SupervisorTable.Row;
import io.baton.spi.SupervisorTable.Supervised;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Supervisors and children as lines of text; of many children only some are shown. */
final class TreePicture {
  private static final String NL = System.lineSeparator();

  private final Map<Pid, Supervised> supervisors = new LinkedHashMap<>();
  private final int limit;
  private final StringBuilder picture = new StringBuilder();

  /** The processes that have been drawn: while one is drawn, supervisors may change. */
  private final Set<Pid> drawn = new HashSet<>();

  TreePicture(List<Supervised> all, int limit) {
    all.forEach(one -> supervisors.put(one.pid(), one));
    this.limit = limit;
  }

  /** Draws every tree from its root. */
  String all() {
    Set<Pid> below = new HashSet<>();
    supervisors.values().stream()
        .flatMap(one -> one.children().stream())
        .forEach(row -> pid(row).ifPresent(below::add));
    supervisors.values().stream()
        .filter(one -> !below.contains(one.pid()))
        .forEach(root -> draw(root, "", ""));
    return picture.isEmpty() ? "no supervisors" : text();
  }

  /** Draws one tree; empty if that is not a supervisor. */
  Optional<String> of(Pid pid) {
    Supervised root = supervisors.get(pid);
    if (root == null) {
      return Optional.empty();
    }
    draw(root, "", "");
    return Optional.of(text());
  }

  private String text() {
    picture.setLength(picture.length() - NL.length());
    return picture.toString();
  }

  private static Optional<Pid> pid(Row row) {
    return row.child().state() instanceof Child.State.Running(Pid pid)
        ? Optional.of(pid)
        : Optional.empty();
  }

  /** Draws the line of a supervisor after the given text, and its children below. */
  private void draw(Supervised one, String before, String indent) {
    line(before + title(one));
    if (!drawn.add(one.pid())) {
      return;
    }
    List<Row> rows = one.children();
    int shown = rows.size() > limit ? limit : rows.size();
    for (int i = 0; i < shown; i++) {
      boolean last = i == rows.size() - 1;
      draw(rows.get(i), indent + (last ? "└─ " : "├─ "), indent + (last ? "   " : "│  "));
    }
    if (shown < rows.size()) {
      line(indent + "└─ " + more(rows.subList(shown, rows.size())));
    }
  }

  private void draw(Row row, String before, String indent) {
    Supervised supervisor = pid(row).map(supervisors::get).orElse(null);
    String child = before + row.child().id() + " ";
    if (supervisor == null) {
      line(child + state(row) + times(row));
    } else {
      draw(supervisor, child, indent);
    }
  }

  private static String title(Supervised one) {
    return "%s%s %s: %s, %d of %d restarts in %s"
        .formatted(
            one.pid(),
            one.name().map(name -> " (" + name + ")").orElse(""),
            one.module(),
            one.strategy().name().toLowerCase(Locale.ROOT),
            one.restarts(),
            one.intensity(),
            time(one.period()));
  }

  private static String time(Duration period) {
    long seconds = period.toSeconds();
    return period.equals(Duration.ofSeconds(seconds)) ? seconds + " s" : period.toString();
  }

  private static String state(Row row) {
    return switch (row.child().state()) {
      case Child.State.Running(Pid pid) ->
          row.version().map(version -> pid + " " + version).orElse(pid.toString());
      case Child.State.Starting() -> "starting";
      case Child.State.Restarting() -> "restarting";
      case Child.State.Stopped() -> "stopped";
    };
  }

  private static String times(Row row) {
    return switch (row.restarts()) {
      case 0 -> "";
      case 1 -> ", restarted once";
      default -> ", restarted %d times".formatted(row.restarts());
    };
  }

  private static String more(List<Row> rows) {
    Map<String, Integer> states = new HashMap<>();
    rows.forEach(row -> states.merge(kind(row.child().state()), 1, Integer::sum));
    String counts =
        states.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .reduce((a, b) -> a + ", " + b)
            .orElse("");
    return "… %d more: %s".formatted(rows.size(), counts);
  }

  private static String kind(Child.State state) {
    return switch (state) {
      case Child.State.Running _ -> "running";
      case Child.State.Starting() -> "starting";
      case Child.State.Restarting() -> "restarting";
      case Child.State.Stopped() -> "stopped";
    };
  }

  private void line(String line) {
    picture.append(line).append(NL);
  }
}
