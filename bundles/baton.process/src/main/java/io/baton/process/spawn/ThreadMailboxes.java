package io.baton.process.spawn;

import io.baton.process.state.LocalProcess;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Processes of threads that Baton did not start: threads that call functions of {@code Processes},
 * and shell sessions, which move from thread to thread.
 */
public final class ThreadMailboxes {
  /**
   * Processes by the number of their thread. Written by that thread, or by one that adopts it;
   * entries of dead threads are swept out.
   */
  private final ConcurrentMap<Long, LocalProcess> ofThreads = new ConcurrentHashMap<>();

  /**
   * Processes of sessions; guarded by itself. A session that is collected takes its process with
   * it.
   */
  private final Map<Session, LocalProcess> ofSessions = new HashMap<>();

  /** Processes whose session runs a body right now; guarded by {@code ofSessions}. */
  private final Set<LocalProcess> busy = new HashSet<>();

  /**
   * Processes of all sessions, including those that were collected; guarded by {@code ofSessions}.
   */
  private final Set<LocalProcess> sessions = new HashSet<>();

  /** Thread of a session that runs nothing: what its last thread does now does not concern it. */
  private static final Thread NOWHERE = Thread.ofVirtual().unstarted(() -> {});

  private final Function<Thread, LocalProcess> create;
  private final Consumer<LocalProcess> gone;

  /** Weak key of a session by identity: the session's own methods are never called. */
  private static final class Session extends WeakReference<Object> {
    private final int hash;

    Session(Object session) {
      super(session);
      hash = System.identityHashCode(session);
    }

    @Override
    public boolean equals(Object other) {
      Object session = get();
      return this == other
          || (session != null && other instanceof Session reference && reference.refersTo(session));
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  public ThreadMailboxes(Function<Thread, LocalProcess> create, Consumer<LocalProcess> gone) {
    this.create = create;
    this.gone = gone;
  }

  @Nullable LocalProcess existing(Thread thread) {
    return ofThreads.get(thread.threadId());
  }

  LocalProcess of(Thread thread) {
    LocalProcess known = ofThreads.get(thread.threadId());
    if (known != null) {
      return known;
    }
    sweep();
    return ofThreads.computeIfAbsent(thread.threadId(), _ -> create.apply(thread));
  }

  /**
   * Returns a living process of the thread: its former one may have ended, but not be unwound yet.
   */
  public LocalProcess living(Thread thread) {
    LocalProcess known = of(thread);
    return known.ended() == null
        ? known
        : ofThreads.compute(
            thread.threadId(),
            (_, now) -> now == null || now.ended() != null ? create.apply(thread) : now);
  }

  /**
   * Removes a process of a thread, which gets a new one at its next call unless it has one already.
   */
  public void forget(Thread thread, LocalProcess process) {
    ofThreads.remove(thread.threadId(), process);
    gone.accept(process);
  }

  private void sweep() {
    ofThreads.forEach((_, process) -> {
      if (!process.thread().isAlive()) {
        forget(process.thread(), process);
      }
    });
  }

  /**
   * Runs a body as the session's process; if that runs another body already, as the calling
   * process.
   */
  public <T> T runAs(Object session, Callable<T> body) throws Exception {
    LocalProcess process = enter(session);
    if (process == null) {
      return body.call();
    }
    try {
      return ScopedValue.where(LocalProcess.CURRENT, process).call(body::call);
    } finally {
      leave(session, process);
    }
  }

  private @Nullable LocalProcess enter(Object session) {
    Thread thread = Thread.currentThread();
    synchronized (ofSessions) {
      LocalProcess known = ofSessions.get(new Session(session));
      if (known == null) {
        sweepSessions();
        known = create.apply(thread);
        sessions.add(known);
        ofSessions.put(new Session(session), known);
      } else if (busy.contains(known)) {
        return null;
      }
      busy.add(known);
      known.runsOn(thread);
      return known;
    }
  }

  private void leave(Object session, LocalProcess process) {
    synchronized (ofSessions) {
      busy.remove(process);
      process.runsOn(NOWHERE);
      process.unwound();
      if (process.ended() != null) {
        ofSessions.remove(new Session(session));
        sessions.remove(process);
        gone.accept(process);
        boolean _ = Thread.interrupted();
      }
    }
  }

  private void sweepSessions() {
    ofSessions.keySet().removeIf(session -> session.refersTo(null));
    Set<LocalProcess> left = new HashSet<>(sessions);
    left.removeAll(new HashSet<>(ofSessions.values()));
    left.removeAll(busy);
    sessions.removeAll(left);
    left.forEach(gone);
  }
}
