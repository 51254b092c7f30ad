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
 * The processes of those who are none: threads that call functions of {@code Processes}, and shell
 * sessions, which go from thread to thread.
 */
public final class ThreadMailboxes {
  /**
   * By the number of the thread. Written by the thread itself or by who adopts it; entries of dead
   * threads are swept out.
   */
  private final ConcurrentMap<Long, LocalProcess> ofThreads = new ConcurrentHashMap<>();

  /** Guarded by itself; a session that is gone takes its process with it. */
  private final Map<Session, LocalProcess> ofSessions = new HashMap<>();

  /** Whose session runs a body right now; guarded by {@code ofSessions}. */
  private final Set<LocalProcess> busy = new HashSet<>();

  /** The processes of all sessions, also of those that are gone; guarded by {@code ofSessions}. */
  private final Set<LocalProcess> sessions = new HashSet<>();

  /** The thread of a session that runs nothing: what its last one does now is not its business. */
  private static final Thread NOWHERE = Thread.ofVirtual().unstarted(() -> {});

  private final Function<Thread, LocalProcess> create;
  private final Consumer<LocalProcess> gone;

  /** A session by its identity: its own methods are never called. */
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

  /** A living one: what the thread was known as may have ended, but not be home yet. */
  public LocalProcess living(Thread thread) {
    LocalProcess known = of(thread);
    return known.ended() == null
        ? known
        : ofThreads.compute(
            thread.threadId(),
            (_, now) -> now == null || now.ended() != null ? create.apply(thread) : now);
  }

  /** The thread gets a new process the next time it asks, unless it has one already. */
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

  /** Runs a body as the session's process, unless that is busy with another body already. */
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
