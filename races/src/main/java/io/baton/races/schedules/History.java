package io.baton.races.schedules;

import io.baton.code.LiveCodeServer;
import io.baton.code.LiveCodeServer.Seen;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the table has said of each module, one after the other. */
final class History {
  private final Schedule schedule;
  private final Map<String, LiveCodeServer.Versions> last = new HashMap<>();
  private final Map<String, List<Optional<Seen>>> current = new HashMap<>();
  private final Map<Long, Seen> all = new LinkedHashMap<>();

  History(Schedule schedule) {
    this.schedule = schedule;
  }

  /** Run after each step. */
  void look() {
    for (String module : ModuleFiles.MODULES) {
      LiveCodeServer.Versions now = LiveCodeServer.versions(module);
      if (!now.equals(last.put(module, now))) {
        changed(module, now);
      }
    }
  }

  private void changed(String module, LiveCodeServer.Versions now) {
    schedule.note("  %s: %s".formatted(module, now));
    now.all().forEach(one -> all.put(one.number(), one));
    if (now.all().stream().map(Seen::loader).distinct().count() < now.all().size()) {
      schedule.mistake("%s has one class loader twice: %s".formatted(module, now));
    }
    List<Optional<Seen>> line = line(module);
    if (line.isEmpty() || !number(line.getLast()).equals(number(now.current()))) {
      line.add(now.current());
    }
  }

  private static Optional<Long> number(Optional<Seen> one) {
    return one.map(Seen::number);
  }

  /** What was current, one after the other. */
  List<Optional<Seen>> line(String module) {
    return current.computeIfAbsent(module, _ -> new ArrayList<>());
  }

  /** Every version that was in the table. */
  Collection<Seen> all() {
    return all.values();
  }
}
