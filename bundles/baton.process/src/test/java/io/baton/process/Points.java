package io.baton.process;

import io.baton.fixtures.Once;
import io.baton.spi.Safepoints;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The safepoints of modules that call {@link #loop()} as if it were woven into them. */
public final class Points implements Safepoints {
  final ConcurrentMap<Check, Long> armed = new ConcurrentHashMap<>();
  final AtomicInteger met = new AtomicInteger();

  /** Threads that are in a static initialiser. */
  public final Set<Long> initialising = ConcurrentHashMap.newKeySet();

  /** Written by the test, run by the reaper. */
  volatile Runnable whenArmed = () -> {};

  @Override
  public Armed arm(long version, Check check) {
    armed.put(check, version);
    whenArmed.run();
    return () -> armed.remove(check);
  }

  void enter() {
    armed.forEach((check, version) -> check.entering(version));
  }

  public void loop() {
    met.incrementAndGet();
    armed.forEach((check, version) -> check.looping(version));
  }

  @Override
  public boolean isInitialising(Thread thread) {
    return initialising.contains(thread.threadId());
  }

  /** Runs a body as a static initialiser. */
  public void initialise(Once.Body body) throws Throwable {
    long thread = Thread.currentThread().threadId();
    initialising.add(thread);
    try {
      body.run();
    } finally {
      initialising.remove(thread);
    }
  }
}
