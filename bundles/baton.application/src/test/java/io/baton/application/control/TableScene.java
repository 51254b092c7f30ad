package io.baton.application.control;

import io.baton.api.application.ApplicationInfo.State;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.supervisor.Restart;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A table whose masters do nothing by themselves. */
abstract class TableScene {
  static final Duration BOUND = Duration.ofSeconds(1);
  static final Pid ROOT = new FakeMasters.Numbered(1000);

  final FakeMasters masters = new FakeMasters();
  final List<String> log = new ArrayList<>();
  final List<String> ends = new ArrayList<>();
  final List<Object> replies = new ArrayList<>();
  long now;
  final ApplicationTable table =
      new ApplicationTable(
          masters,
          new Consequences() {
            @Override
            public void log(Level level, String text) {
              log.add(text);
            }

            @Override
            public void endNode(String why) {
              ends.add(why);
            }
          },
          () -> now);

  static ApplicationSpec spec(String name, boolean isBoot, Restart type, String... dependencies) {
    return new ApplicationSpec(
        name,
        name,
        List.of(name),
        List.of(dependencies),
        List.of(),
        isBoot,
        type,
        new ApplicationSpec.Bounds(BOUND, BOUND));
  }

  void byHand(String name, String... dependencies) {
    table.configured(spec(name, false, Restart.TEMPORARY, dependencies));
  }

  void atBoot(String name, String... dependencies) {
    table.configured(spec(name, true, Restart.TEMPORARY, dependencies));
  }

  Masters.Master master(String name) {
    return Objects.requireNonNull(table.find(name).orElseThrow().master);
  }

  void start(String name) {
    table.start(name, replies::add);
  }

  void stop(String name) {
    table.stops().stop(name, replies::add);
  }

  /** The modules are loaded, and the start function has returned. */
  void up(String name) {
    table.loaded(master(name));
    table.up(master(name), ROOT);
  }

  void ended(String name, ExitReason reason) {
    table.ended(master(name), reason, false);
  }

  State state(String name) {
    return table.find(name).orElseThrow().state();
  }
}
