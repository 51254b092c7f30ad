package io.baton.bench.driver;

import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;

import io.baton.api.code.Code;
import io.baton.api.code.LoadResult;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/**
 * What soft purge and purge cost in a real framework; the same as {@code erlang/purge.erl}. A
 * command of the shell, {@code bench:purge}; prints a line for each measurement: name, tab,
 * microseconds.
 */
@SuppressWarnings("NullAway.Init") // the framework starts it, and then calls it
public final class Driver implements BundleActivator {
  private static final int ROUNDS = 5;
  private static final int WARM_UP = 10_000;
  private static final int KILLS = 50;

  private static final long SETTLING = 100;

  private final VirtualThreadSchedulerMXBean scheduler =
      ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
  private Code code;
  private Target target;
  private Path folder;
  private boolean quiet;

  /** Made by the framework. */
  public Driver() {}

  @Override
  public void start(BundleContext context) {
    code = context.getService(context.getServiceReference(Code.class));
    target = code.qualified("target", Target.class);
    command(context, "purge", this);
    command(context, "processes", new ProcessDriver(code));
    command(context, "switches", new SwitchDriver(code));
  }

  private static void command(BundleContext context, String function, Object does) {
    Map<String, Object> properties =
        Map.of("osgi.command.scope", "bench", "osgi.command.function", new String[] {function});
    context.registerService(Object.class, does, FrameworkUtil.asDictionary(properties));
  }

  /** Measures with so many processes. */
  public void purge(int processes) throws IOException, InterruptedException {
    folder = Files.createTempDirectory("baton-bench");
    for (String name : List.of("target-1.jar", "target-2.jar")) {
      try (InputStream jar = Driver.class.getResourceAsStream("/" + name)) {
        Files.copy(jar, folder.resolve(name));
      }
    }
    quiet = true;
    for (int i = 0; i < 3; i++) {
      measure(WARM_UP);
    }
    quiet = false;
    measure(processes);
    for (String name : List.of("target-1.jar", "target-2.jar")) {
      Files.delete(folder.resolve(name));
    }
    Files.delete(folder);
  }

  @Override
  public void stop(BundleContext context) {
    // nothing is left
  }

  private void measure(int processes) throws InterruptedException {
    load(1);
    bystanders(processes);
    users(processes);
    for (int round = 0; round < ROUNDS; round++) {
      kill(processes, round);
    }
    killWhoSpins();
    code.purge("target");
    code.delete("target");
    code.purge("target");
  }

  private void bystanders(int processes) throws InterruptedException {
    List<Pid> pids = spawned(processes, () -> spawn(() -> receive(String.class)));
    for (int round = 0; round <= ROUNDS; round++) {
      load(2 - round % 2);
      report(round == 0 ? "bystanders, first" : "bystanders", this::softPurge);
    }
    stop(pids);
  }

  private void users(int processes) throws InterruptedException {
    code.purge("target");
    List<Pid> pids = spawned(processes, () -> spawn(target.loop()));
    for (int round = 0; round <= ROUNDS; round++) {
      load(2 - round % 2);
      pids.forEach(pid -> send(pid, "switch"));
      settle();
      report("users", this::softPurge);
    }
    stop(pids);
  }

  private void kill(int processes, int round) throws InterruptedException {
    code.purge("target");
    List<Pid> pids = spawned(processes, () -> spawn(target.loop()));
    load(2 - round % 2);
    report("kill", () -> purgeKills(processes));
    require(pids.stream().noneMatch(pid -> isAlive(pid)), "someone lives");
  }

  /** On a busy machine: as many threads compute as it has processors. */
  private void killWhoSpins() throws InterruptedException {
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
      print("kill one that spins", System.nanoTime() - start);
    }
    busy.set(false);
  }

  private void purgeKills(int processes) {
    PurgeResult result = code.purge("target");
    require(result.killedProcesses().size() == processes, "killed too few");
  }

  private void softPurge() {
    SoftPurgeResult result = code.softPurge("target");
    if (result instanceof SoftPurgeResult.StillUsed(_, var lingering)) {
      throw new IllegalStateException(
          "%d linger, such as %s".formatted(lingering.size(), lingering.getLast()));
    }
  }

  private void load(int version) {
    LoadResult result = code.loadFile(folder.resolve("target-%d.jar".formatted(version)));
    require(result instanceof LoadResult.Loaded, result.toString());
  }

  private List<Pid> spawned(int processes, Supplier<Pid> how) throws InterruptedException {
    List<Pid> pids = IntStream.range(0, processes).mapToObj(_ -> how.get()).toList();
    settle();
    return pids;
  }

  private void stop(List<Pid> pids) throws InterruptedException {
    pids.forEach(pid -> send(pid, "stop"));
    settle();
  }

  /** Until everyone who has work to do has done it. */
  private void settle() throws InterruptedException {
    do {
      Thread.sleep(SETTLING);
    } while (scheduler.getQueuedVirtualThreadCount() + scheduler.getMountedVirtualThreadCount()
        > 0);
  }

  private void report(String name, Runnable work) {
    long start = System.nanoTime();
    work.run();
    print(name, System.nanoTime() - start);
  }

  private void print(String name, long nanos) {
    if (!quiet) {
      System.out.printf("%s\t%d%n", name, nanos / 1_000);
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException(otherwise);
    }
  }
}
