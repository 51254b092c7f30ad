package io.baton.code.purging;

import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PurgedCodeException;
import io.baton.spi.ProcessControl;
import io.baton.spi.Safepoints;
import io.baton.spi.VersionMarks;
import java.lang.ref.WeakReference;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Gate at the entry of every method of a version while a purge decides about it. A thread that is
 * inside goes on; one that comes from outside (by a lambda that was kept, by a call that was on its
 * way) waits, and then enters if the purge was given up, or throws. After a purge the gate stays
 * closed for ever.
 *
 * <p>Erlang: {@code erts_code_purger:pending_purge_lambda/3}.
 *
 * <p>While the components of a purged version close what they have opened, threads that the version
 * has started may pass, unless they were killed: those whose context class loader is the version's.
 *
 * <p>It holds nothing of the version: the gate of a purged version is reachable for as long as its
 * loader is, and must not be the reason for that.
 */
final class PurgeGate implements Safepoints.Check {
  /**
   * Name of the method in whose frames a thread is at the gate; {@link Stack} knows it by that. All
   * that a thread does before it has passed the gate is done in there.
   */
  static final String AT_THE_GATE = "entering";

  private static final WeakReference<ClassLoader> NONE = new WeakReference<>(null);

  private final ProcessControl processes;
  private final Safepoints safepoints;
  private final String what;
  private final CountDownLatch decided = new CountDownLatch(1);

  /** Written once by the purge, before {@code decided}; read by threads that wait. */
  private volatile boolean purged;

  /** Written once by the purge, read by those that end processes. */
  private volatile boolean kills;

  /**
   * Numbers of threads that have met the gate while they had code of the version below them.
   * Written by those threads until the purge has decided, read by it.
   */
  private final Set<Long> inside = ConcurrentHashMap.newKeySet();

  /**
   * Loader of the version as long as its components take leave. Written by the purge before {@link
   * #purged}, and once more by the farewell; read by threads at the gate.
   */
  private volatile WeakReference<ClassLoader> leaving = NONE;

  /** Numbers of threads that have passed because they are the version's own; written by them. */
  private final Set<Long> admitted = ConcurrentHashMap.newKeySet();

  private Safepoints.@Nullable Armed armed;

  private PurgeGate(ProcessControl processes, Safepoints safepoints, ModuleVersion version) {
    this.processes = processes;
    this.safepoints = safepoints;
    what = version.toString();
  }

  /** Returns a gate that every thread passes that enters the version after this has returned. */
  static PurgeGate close(ProcessControl processes, Safepoints safepoints, ModuleVersion version) {
    var gate = new PurgeGate(processes, safepoints, version);
    gate.armed = safepoints.arm(version.number(), gate);
    return gate;
  }

  /** Lets everybody in, as if nothing had happened. */
  void giveUp() {
    if (armed != null) {
      armed.close();
    }
    decided.countDown();
    inside.clear();
  }

  /**
   * Returns whether the thread has shown that it is inside. A thread whose only frame of the
   * version has just begun is on its way to the gate; it shows at its next safepoint what it is.
   */
  boolean isInside(Thread thread) {
    return inside.contains(thread.threadId());
  }

  /** Ends from now on every process that is in the version. */
  void kills() {
    kills = true;
  }

  @Override
  public boolean endsInitialisers() {
    return kills || purged;
  }

  /**
   * Closes the gate: every later entry fails, except those of the version's own threads until its
   * components have {@link #left}.
   *
   * @param loader of the version
   */
  void purge(ClassLoader loader) {
    leaving = new WeakReference<>(loader);
    purged = true;
    decided.countDown();
    inside.clear();
  }

  /**
   * Closes the gate for the version's own threads as well.
   *
   * @return whether some have passed, and may still be inside
   */
  boolean left() {
    leaving = NONE;
    return !admitted.isEmpty();
  }

  @Override
  public void entering(long version) {
    if (Farewell.isOf(version)) {
      return;
    }
    processes.checkAtSafepoint();
    if (isUndecided()) {
      if (isInside(version)) {
        noteInside();
      } else {
        awaitDecision();
      }
    }
    checkNotPurged(version);
  }

  @Override
  public void looping(long version) {
    if (Farewell.isOf(version)) {
      return;
    }
    processes.checkAtSafepoint();
    if (isUndecided()) {
      noteInside();
    }
    checkNotPurged(version);
  }

  /** Leaves nothing behind: a thread may hold the version, and the gate must not. */
  private void noteInside() {
    inside.add(Thread.currentThread().threadId());
    if (!isUndecided()) {
      inside.clear();
    }
  }

  private boolean isUndecided() {
    return decided.getCount() > 0;
  }

  private void checkNotPurged(long version) {
    if (purged && !admitsOwnThread()) {
      throw new PurgedCodeException(
          "%s was purged; what it left behind cannot be called".formatted(what), version);
    }
  }

  private boolean admitsOwnThread() {
    WeakReference<ClassLoader> before = leaving;
    ClassLoader version = before.get();
    if (version == null || Thread.currentThread().getContextClassLoader() != version) {
      return false;
    }
    long number = Thread.currentThread().threadId();
    if (!admitted.contains(number)) {
      if (isProcess(Thread.currentThread())) {
        return false;
      }
      admitted.add(number);
    }
    return leaving == before; // read again: the farewell may be over
  }

  /** A process that has a turn is ended by a purge; a thread that was adopted has none. */
  private boolean isProcess(Thread thread) {
    return processes.running().stream()
        .anyMatch(process -> process.thread() == thread && process.turn().isPresent());
  }

  /**
   * Returns whether the thread has another frame in the version than the one that it is entering.
   */
  private boolean isInside(long version) {
    return safepoints.isUnseen(version, Thread.currentThread(), true) || hasFrameIn(version);
  }

  private static boolean hasFrameIn(long version) {
    OptionalLong number = OptionalLong.of(version);
    return StackWalker.getInstance()
        .walk(frames ->
            frames
                    .map(StackWalker.StackFrame::toStackTraceElement)
                    .filter(frame -> VersionMarks.numberIn(frame).equals(number))
                    .limit(2)
                    .count()
                == 2);
  }

  private void awaitDecision() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          decided.await();
          return;
        } catch (InterruptedException _) {
          interrupted = true;
          processes.checkCaller();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
