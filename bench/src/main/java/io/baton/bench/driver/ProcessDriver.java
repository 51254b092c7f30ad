package io.baton.bench.driver;

import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;

import io.baton.api.code.Code;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Servers;
import io.baton.api.server.Started;
import io.baton.api.supervisor.Child;
import io.baton.api.supervisor.ChildResult;
import io.baton.api.supervisor.Supervisors;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * What processes cost in a real framework; the same as {@code erlang/processes.erl}. Prints a line
 * for each measurement: name, tab, nanoseconds for each operation, or bytes.
 */
public final class ProcessDriver {
  private static final int WARM_UPS = 2;
  private static final int ROUNDS = 3;

  private final Counter counter;
  private boolean quiet;

  /** For the modules {@code counter} and {@code tree}. */
  ProcessDriver(Code code) {
    counter = code.qualified("counter", Counter.class);
  }

  /** Measures, in a process. */
  public void processes() throws InterruptedException {
    for (int round = -WARM_UPS; round < ROUNDS; round++) {
      quiet = round < 0;
      inProcess(() -> {
        report("round trip", 200_000, this::roundTrips);
        report("send", 1_000_000, this::sends);
        report("spawn and end", 300_000, this::spawns);
        report("server call", 200_000, this::calls);
      });
      restarts(10_000);
      bytes(100_000);
    }
  }

  private static void inProcess(Runnable work) {
    Pid test = self();
    spawn(() -> {
      work.run();
      send(test, "done");
    });
    receive(String.class);
  }

  private void report(String name, int operations, IntConsumer work) {
    work.accept(operations / 10);
    long start = System.nanoTime();
    work.accept(operations);
    print(name, (System.nanoTime() - start) / operations);
  }

  private void print(String name, long value) {
    if (!quiet) {
      System.out.printf("%s\t%d%n", name, value);
    }
  }

  private void roundTrips(int trips) {
    Pid me = self();
    Pid echo =
        spawn(() -> {
          while (receive(Integer.class) != 0) {
            send(me, 'p');
          }
        });
    for (int i = 0; i < trips; i++) {
      send(echo, 1);
      receive(Character.class);
    }
    send(echo, 0);
  }

  /** One sends, another receives; the time until the last has been received. */
  private void sends(int messages) {
    Pid reader = reader(messages);
    for (int i = 0; i < messages; i++) {
      send(reader, i);
    }
    receive(String.class);
  }

  private static Pid reader(int messages) {
    Pid me = self();
    return spawn(() -> {
      for (int i = 0; i < messages; i++) {
        receive(Integer.class);
      }
      send(me, "done");
    });
  }

  /** The time until the last has ended. */
  private void spawns(int processes) {
    Pid reader = reader(processes);
    for (int i = 0; i < processes; i++) {
      spawn(() -> send(reader, 1));
    }
    receive(String.class);
  }

  private void calls(int calls) {
    Pid server = ((Started.Ok) Servers.start("counter", 0)).pid();
    counter.calls(server, calls);
    Servers.stop(server, ExitReason.NORMAL, Duration.ofSeconds(5));
  }

  /** All children of a supervisor are killed; the time until all are there again. */
  private void restarts(int children) throws InterruptedException {
    Pid pid = ((Started.Ok) Supervisors.start("tree", 0, ServerOptions.NONE)).pid();
    Supervisors supervisor = Supervisors.of(pid);
    List<Pid> before = new ArrayList<>();
    for (int i = 0; i < children; i++) {
      before.add(((ChildResult.Started) supervisor.startChild(List.of())).pid());
    }
    long start = System.nanoTime();
    before.forEach(child -> exit(child, ExitReason.KILL));
    while (!areNew(supervisor, children, new HashSet<>(before))) {
      Thread.sleep(1);
    }
    print("restart", (System.nanoTime() - start) / children);
    exit(pid, ExitReason.KILL);
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

  /** Processes that wait for their first message. */
  private void bytes(int processes) throws InterruptedException {
    long before = used();
    List<Pid> pids = new ArrayList<>(processes);
    for (int i = 0; i < processes; i++) {
      pids.add(spawn(() -> receive(String.class)));
    }
    Thread.sleep(500);
    print("bytes of a process", (used() - before) / processes);
    pids.forEach(pid -> exit(pid, ExitReason.KILL));
    Thread.sleep(500);
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
