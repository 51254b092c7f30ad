package io.baton.limits;

import io.baton.api.code.Code;
import io.baton.api.process.CallFailedException;
import io.baton.api.process.ProcessExit;
import io.baton.api.server.Call;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Servers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Threads that have nothing to do with a shortage, and call servers all the time. */
final class Bystanders {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final long PAUSE_NANOS = 1_000_000;

  private final Code code;
  final AtomicLong counted = new AtomicLong();
  final AtomicLong failed = new AtomicLong();
  private final AtomicLong timeouts = new AtomicLong();
  private final ConcurrentMap<String, AtomicLong> errors = new ConcurrentHashMap<>();

  Bystanders(Code code) {
    this.code = code;
  }

  /** The counter as it is called here. */
  interface Counter {
    /** The count, which goes up by one. */
    int next();
  }

  private record Unanswered() implements Call<Integer> {}

  void start() {
    Servers.start("hungry", 0, ServerOptions.named("silent"));
    Counter counter = code.qualified("counter", Counter.class);
    for (int i = 0; i < 2; i++) {
      begin(() -> count(counter));
    }
    begin(this::timeOut);
  }

  private static void begin(Runnable round) {
    Thread _ =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              while (true) {
                round.run();
              }
            });
  }

  void count(Counter counter) {
    try {
      int _ = counter.next();
      counted.incrementAndGet();
    } catch (OutOfMemoryError | RuntimeException | ProcessExit e) {
      failed.incrementAndGet();
      note(e);
    }
    LockSupport.parkNanos(PAUSE_NANOS);
  }

  private void timeOut() {
    try {
      int _ = Servers.of("silent").call(new Unanswered(), TIMEOUT);
    } catch (CallFailedException e) {
      timeouts.incrementAndGet();
    } catch (OutOfMemoryError e) {
      note(e);
    }
  }

  void note(Throwable e) {
    try {
      errors.computeIfAbsent(String.valueOf(e), _ -> new AtomicLong()).incrementAndGet();
    } catch (OutOfMemoryError _) {
      failed.get(); // it is counted, but not by its name
    }
  }

  String report() {
    Map<String, AtomicLong> sorted = new TreeMap<>(errors);
    return "counted=%d failed=%d timeouts=%d errors=%s"
        .formatted(counted.get(), failed.get(), timeouts.get(), sorted);
  }
}
