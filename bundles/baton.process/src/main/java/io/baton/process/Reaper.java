package io.baton.process;

import io.baton.api.spi.Safepoints;
import io.baton.api.spi.VersionMarks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings home the threads of processes that somebody else has ended. Most come by themselves, since
 * they were woken. Who spins meets a safepoint, in whatever version it spins; who waits again is
 * woken again. What neither reaches stays fenced: it is dead to everyone, and everything that it
 * tries through Baton throws.
 *
 * <p>It is a platform thread: processes that spin may occupy every carrier of virtual threads.
 */
final class Reaper {
  private static final long SHORTEST_MILLIS = 1;
  private static final long LONGEST_MILLIS = 64;
  private static final Duration LAST_CALL = Duration.ofSeconds(1);

  /** Written by whoever ends a process, read by the reaper. */
  private final BlockingQueue<LocalProcess> ended = new LinkedBlockingQueue<>();

  /** Touched by the reaper only. */
  private final List<Straggler> stragglers = new ArrayList<>();

  /** Written by who stops the reaper, before {@code stopping}; read by the reaper. */
  private volatile long stopsAt;

  /** Written by who stops the reaper, read by it. */
  private volatile boolean stopping;

  private final Safepoints safepoints;
  private final Consumer<LocalProcess> backInItsOwnLife;
  private final Thread thread;

  /** Someone who has not come home yet. */
  private static final class Straggler {
    final LocalProcess process;
    final Map<Long, Safepoints.Armed> armed = new HashMap<>();
    long pauseMillis = SHORTEST_MILLIS;
    long due = System.nanoTime() + Duration.ofMillis(SHORTEST_MILLIS).toNanos();

    Straggler(LocalProcess process) {
      this.process = process;
    }
  }

  /** Ends the code that it is met in, if that runs for a process that has ended. */
  private static final class EndOfProcess implements Safepoints.Check {
    private final LocalProcess process;
    private final Consumer<LocalProcess> backInItsOwnLife;

    EndOfProcess(LocalProcess process, Consumer<LocalProcess> backInItsOwnLife) {
      this.process = process;
      this.backInItsOwnLife = backInItsOwnLife;
    }

    /** Who was told, and enters a module from outside, has left what it was in. */
    @Override
    public void entering(long version) {
      if (concernsCaller()) {
        if (isBackAgain()) {
          backInItsOwnLife.accept(process);
        } else {
          end();
        }
      }
    }

    @Override
    public void looping(long version) {
      if (concernsCaller()) {
        end();
      }
    }

    private boolean concernsCaller() {
      return process.thread() == Thread.currentThread() && !process.isHome();
    }

    private boolean isBackAgain() {
      return process.isBorrowed()
          && process.wasTold()
          && !LocalRuntime.CURRENT.isBound()
          && Callers.framesOfModules() == 1;
    }

    private void end() {
      process.tell();
      process.checkAlive();
    }
  }

  /**
   * A reaper that rests.
   *
   * @param safepoints how it reaches who spins
   * @param backInItsOwnLife told of a borrowed thread that has left all modules
   */
  Reaper(Safepoints safepoints, Consumer<LocalProcess> backInItsOwnLife) {
    this.safepoints = safepoints;
    this.backInItsOwnLife = backInItsOwnLife;
    thread = Thread.ofPlatform().daemon().name("baton-reaper").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Ends when everyone is home, or in a second; does not wait for that. */
  void stop() {
    stopsAt = System.nanoTime() + LAST_CALL.toNanos();
    stopping = true;
    thread.interrupt();
  }

  /** Takes care of a process that has ended, but whose thread may not know. */
  void ended(LocalProcess process) {
    ended.add(process);
  }

  private void run() {
    while (!stopping || (!stragglers.isEmpty() && System.nanoTime() - stopsAt < 0)) {
      for (LocalProcess next = next(); next != null; next = ended.poll()) {
        stragglers.add(new Straggler(next));
      }
      lookAround();
    }
    stragglers.forEach(Reaper::release);
  }

  private @Nullable LocalProcess next() {
    try {
      return stragglers.isEmpty() && !stopping
          ? ended.take()
          : ended.poll(SHORTEST_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      return ended.poll();
    }
  }

  private void lookAround() {
    long now = System.nanoTime();
    for (Iterator<Straggler> all = stragglers.iterator(); all.hasNext(); ) {
      Straggler straggler = all.next();
      if (straggler.process.isHome()) {
        release(straggler);
        all.remove();
        if (straggler.process.isBorrowed()) {
          backInItsOwnLife.accept(straggler.process);
        }
      } else if (now - straggler.due >= 0) {
        push(straggler);
        straggler.pauseMillis = Math.min(LONGEST_MILLIS, 2 * straggler.pauseMillis);
        straggler.due = now + Duration.ofMillis(straggler.pauseMillis).toNanos();
      }
    }
  }

  private static void release(Straggler straggler) {
    straggler.armed.values().forEach(Safepoints.Armed::close);
  }

  /** Arms every version that the thread is in, and wakes it if it waits. */
  private void push(Straggler straggler) {
    Thread victim = straggler.process.thread();
    boolean inModule = false;
    for (StackTraceElement frame : victim.getStackTrace()) {
      OptionalLong version = VersionMarks.numberIn(frame);
      if (version.isPresent()) {
        inModule = true;
        straggler.armed.computeIfAbsent(
            version.getAsLong(),
            number ->
                safepoints.arm(number, new EndOfProcess(straggler.process, backInItsOwnLife)));
      }
    }
    if (straggler.process.isBorrowed() && !inModule) {
      backInItsOwnLife.accept(straggler.process);
      return;
    }
    Thread.State state = victim.getState();
    if (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING) {
      straggler.process.interrupt(victim);
    }
  }
}
