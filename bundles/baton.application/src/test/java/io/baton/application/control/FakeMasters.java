package io.baton.application.control;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import java.util.ArrayList;
import java.util.List;

/** Masters that do nothing by themselves; what they are told is written down. */
final class FakeMasters implements Masters {
  final List<String> told = new ArrayList<>();
  private long pids;

  /** A pid by its number. */
  record Numbered(long number) implements Pid {
    @Override
    public String toString() {
      return "<%d>".formatted(number);
    }
  }

  private record Fake(String application, Pid pid) implements Master {}

  @Override
  public Master start(ApplicationSpec spec) {
    told.add("start " + spec.name());
    return new Fake(spec.name(), new Numbered(++pids));
  }

  @Override
  public Master close(ApplicationSpec spec, Pid root, ExitReason reason) {
    told.add("close %s %s".formatted(spec.name(), root));
    return new Fake(spec.name(), new Numbered(++pids));
  }

  @Override
  public void stop(Master master) {
    told.add("stop " + ((Fake) master).application());
  }

  @Override
  public void kill(Pid process) {
    told.add("kill " + process);
  }
}
