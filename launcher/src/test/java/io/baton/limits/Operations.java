package io.baton.limits;

import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.spawnMonitor;

import io.baton.api.code.Code;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.LoadResult;
import io.baton.api.process.CallFailedException;
import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.Processes;
import io.baton.fixtures.Once;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Random operations by several threads, while the heap runs out now and then. */
final class Operations {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration SHORTAGE = Duration.ofMillis(300);
  private static final long PAUSE_NANOS = 4_000_000_000L;
  private static final int MANY = 8;

  private final CodeLoader codeLoader;
  private final Path modules;
  private final long seed;
  private final Bystanders bystanders;
  private final Bystanders.Counter counter;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong loads = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong purges = new AtomicLong();
  private final AtomicLong ends = new AtomicLong();
  private final AtomicLong untold = new AtomicLong();
  private final AtomicLong shortages = new AtomicLong();

  Operations(Code code, CodeLoader codeLoader, Path modules, long seed) {
    this.codeLoader = codeLoader;
    this.modules = modules;
    this.seed = seed;
    bystanders = new Bystanders(code);
    counter = code.qualified("counter", Bystanders.Counter.class);
  }

  /** What one thread does again and again. */
  private interface Round {
    void run(Random random) throws Exception;
  }

  String run(Duration time) {
    int first = next();
    long end = System.nanoTime() + time.toNanos();
    for (Round round : List.<Round>of(this::call, this::call, this::load, this::load)) {
      begin(end, round);
    }
    for (Round round : List.<Round>of(this::process, this::process, this::hunger)) {
      begin(end, round);
    }
    long latest = end + PATIENCE.toNanos();
    threads.forEach(thread -> join(thread, latest));
    String stuck =
        threads.stream()
            .filter(Thread::isAlive)
            .map(Operations::text)
            .collect(Collectors.joining("; "));
    long lost = Math.max(0, bystanders.counted.get() - (next() - first - 1));
    return "lost=%d stuck=[%s] untold=%d shortages=%d loads=%d refused=%d purges=%d ends=%d %s"
        .formatted(
            lost,
            stuck,
            untold.get(),
            shortages.get(),
            loads.get(),
            refused.get(),
            purges.get(),
            ends.get(),
            bystanders.report());
  }

  private void begin(long end, Round round) {
    var random = new Random(seed + threads.size());
    threads.add(
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              while (System.nanoTime() - end < 0) {
                survive(round, random);
              }
            }));
  }

  private void survive(Round round, Random random) {
    try {
      round.run(random);
    } catch (Exception | OutOfMemoryError | ProcessExit e) {
      bystanders.note(e);
    }
  }

  /** When nothing takes the heap any more, it is answered. */
  private int next() {
    while (true) {
      try {
        return counter.next();
      } catch (OutOfMemoryError | CallFailedException e) {
        bystanders.note(e);
      }
    }
  }

  private static void join(Thread thread, long latest) {
    try {
      boolean _ = thread.join(Duration.ofNanos(Math.max(0, latest - System.nanoTime())));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Thread thread) {
    return Arrays.toString(thread.getStackTrace());
  }

  private void call(Random random) {
    bystanders.count(counter);
  }

  private void load(Random random) {
    Path file = modules.resolve("counter-%d.0.0.jar".formatted(1 + random.nextInt(2)));
    switch (random.nextInt(4)) {
      case 0 -> {
        var _ = codeLoader.purge("counter");
        purges.incrementAndGet();
      }
      case 1 -> {
        var _ = codeLoader.check(file);
      }
      default -> {
        LoadResult result = codeLoader.loadFile(file);
        (result instanceof LoadResult.Loaded ? loads : refused).incrementAndGet();
      }
    }
  }

  /** Whichever way it ends, its monitor is told. */
  private void process(Random random) {
    boolean killed = random.nextBoolean();
    var process =
        spawnMonitor(
            Once.of(() -> {
              if (killed) {
                receive(Thread.class);
              }
            }));
    if (killed) {
      kill(process.pid());
    }
    if (receive(Down.class, down -> down.ref().equals(process.ref()), PATIENCE).isPresent()) {
      ends.incrementAndGet();
    } else {
      untold.incrementAndGet();
    }
  }

  private void kill(Pid pid) {
    while (Processes.isAlive(pid)) {
      try {
        exit(pid, ExitReason.KILL);
      } catch (OutOfMemoryError e) {
        bystanders.note(e);
      }
    }
  }

  private void hunger(Random random) {
    LockSupport.parkNanos(random.nextLong(PAUSE_NANOS));
    shortages.incrementAndGet();
    if (random.nextBoolean()) {
      Memory.take(1 + random.nextInt(MANY));
    } else {
      Memory.hold(SHORTAGE);
    }
  }
}
