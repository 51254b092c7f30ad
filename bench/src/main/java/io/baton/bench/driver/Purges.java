package io.baton.bench.driver;

import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;

import io.baton.api.code.PurgeResult;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.bench.module.Target;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What load, soft purge and purge cost with few and with many processes; the same as {@code
 * erlang/purges.erl}. Milliseconds.
 */
public final class Purges {
  private static final int WARM_UPS = 3;
  private static final int WARM_UP = 10_000;
  private static final int KILLS = 50;

  /** With more processes than this, each measurement is made fewer times. */
  private static final int MANY = 100_000;

  private final Framework framework;
  private final Target target;
  private final Lines lines = new Lines();
  private int version = 1;

  Purges(Framework framework) {
    this.framework = framework;
    target = framework.code().qualified("target", Target.class);
  }

  /** With 10, 100, … processes up to so many. */
  public void purges(int most) throws Exception {
    lines.warmUp(WARM_UPS, () -> measure(Math.min(WARM_UP, most)));
    for (int processes : List.of(1, 100, 1_000, 10_000, 100_000, 1_000_000)) {
      if (processes <= most) {
        measure(processes);
      }
    }
    killSpinningProcesses();
    framework.unload("target");
  }

  private static int rounds(int processes) {
    return processes > MANY ? 1 : 2;
  }

  private void measure(int processes) throws Exception {
    loadNext();
    bystanders(processes);
    users(processes);
    for (int round = 0; round < rounds(processes); round++) {
      kill(processes);
    }
    framework.unload("target");
  }

  private void bystanders(int processes) throws Exception {
    List<Pid> pids = spawned(processes, () -> spawn(() -> receive(String.class)));
    for (int round = 0; round <= rounds(processes); round++) {
      lines.millis("load " + processes, this::loadNext);
      String first = round == 0 ? ", first " : " ";
      lines.millis("bystanders" + first + processes, () -> framework.softPurge("target"));
    }
    stop(pids);
  }

  private void users(int processes) throws Exception {
    List<Pid> pids = spawned(processes, () -> spawn(target.loop()));
    for (int round = 0; round < rounds(processes); round++) {
      loadNext();
      pids.forEach(pid -> send(pid, "switch"));
      framework.settle();
      lines.millis("users " + processes, () -> framework.softPurge("target"));
    }
    stop(pids);
  }

  private void kill(int processes) throws Exception {
    framework.codeLoader().purge("target");
    List<Pid> pids = spawned(processes, () -> spawn(target.loop()));
    loadNext();
    Moment start = Moment.now();
    PurgeResult result = framework.codeLoader().purge("target");
    lines.millisSince("kill " + processes, start);
    lines.print("fenced " + processes, fenced(result));
    int killed = result.killedProcesses().size();
    Framework.require(killed == processes, "killed " + killed);
    Framework.require(pids.stream().noneMatch(pid -> isAlive(pid)), "a process lives");
  }

  /** Number of processes whose threads had not unwound when the purge returned. */
  private static int fenced(PurgeResult result) {
    return result instanceof PurgeResult.PurgedByKilling(_, _, var fenced, _) ? fenced.size() : 0;
  }

  /** On a busy machine: as many threads compute as it has processors. */
  private void killSpinningProcesses() throws InterruptedException {
    loadNext();
    var busy = new AtomicBoolean(true);
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            while (busy.get()) {
              Thread.onSpinWait();
            }
          });
    }
    for (int i = 0; i < KILLS; i++) {
      var begun = new CountDownLatch(1);
      var ended = new CountDownLatch(1);
      Pid pid = spawn(target.spin(begun, ended));
      begun.await();
      Thread.sleep(5);
      long start = System.nanoTime();
      exit(pid, ExitReason.KILL);
      ended.await();
      lines.print("kill of one that spins", (System.nanoTime() - start) / 1e6);
    }
    busy.set(false);
  }

  /** The other of the two versions. */
  private void loadNext() {
    version = 3 - version;
    framework.load("target", version);
  }

  private List<Pid> spawned(int processes, Supplier<Pid> how) throws InterruptedException {
    List<Pid> pids = IntStream.range(0, processes).mapToObj(_ -> how.get()).toList();
    framework.settle();
    return pids;
  }

  private void stop(List<Pid> pids) throws InterruptedException {
    pids.forEach(pid -> send(pid, "stop"));
    framework.settle();
  }
}
