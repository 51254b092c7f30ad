package io.baton.bench.driver;

import static io.baton.api.process.Processes.exit;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Started;
import io.baton.api.supervisor.Child;
import io.baton.api.supervisor.ChildResult;
import io.baton.api.supervisor.Supervisors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All children of a supervisor are killed; the time until all are there again. The same as {@code
 * erlang/restarts.erl}. Nanoseconds for each.
 */
public final class Restarts {
  private static final int WARM_UPS = 2;
  private static final int ROUNDS = 3;

  private final Framework framework;
  private final Lines lines = new Lines();

  Restarts(Framework framework) {
    this.framework = framework;
  }

  /** Of so many children. */
  public void restarts(int children) throws Exception {
    framework.load("counter", 1);
    framework.load("tree", 1);
    lines.warmUp(WARM_UPS, () -> measure(children));
    for (int round = 0; round < ROUNDS; round++) {
      measure(children);
    }
  }

  private void measure(int children) throws InterruptedException {
    Pid pid = ((Started.Ok) Supervisors.start("tree", 0, ServerOptions.NONE)).pid();
    Supervisors supervisor = Supervisors.of(pid);
    List<Pid> before = new ArrayList<>();
    for (int i = 0; i < children; i++) {
      before.add(((ChildResult.Started) supervisor.startChild(List.of())).pid());
    }
    Moment start = Moment.now();
    before.forEach(child -> exit(child, ExitReason.KILL));
    while (!areNew(supervisor, children, new HashSet<>(before))) {
      Thread.sleep(1);
    }
    lines.perEach("restart", children, start);
    exit(pid, ExitReason.KILL);
    framework.settle();
  }

  private static boolean areNew(Supervisors supervisor, int children, Set<Pid> before) {
    List<Pid> now =
        supervisor.whichChildren().stream()
            .map(Child::state)
            .filter(Child.State.Running.class::isInstance)
            .map(state -> ((Child.State.Running) state).pid())
            .toList();
    return now.size() == children && now.stream().noneMatch(before::contains);
  }
}
