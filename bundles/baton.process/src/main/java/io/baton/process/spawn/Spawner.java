package io.baton.process.spawn;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Next;
import io.baton.api.process.SpawnOptions;
import io.baton.api.spi.Rounds;
import io.baton.process.exit.Exits;
import io.baton.process.mailbox.MailboxBound;
import io.baton.process.residence.VersionResidence;
import io.baton.process.state.LocalPid;
import io.baton.process.state.LocalProcess;
import io.baton.process.state.Names;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes processes, and has a list of all. */
public final class Spawner {
  private final AtomicLong numbers = new AtomicLong();
  private final Names names;
  private final Exits exits;
  private final LongSupplier now;
  private final LongSupplier clock;

  /** Every process whose thread has not ended. Added by the spawner, removed by its own thread. */
  private final ConcurrentMap<LocalPid, LocalProcess> running = new ConcurrentHashMap<>();

  /** Written by who stops the system, read by who spawns. */
  private volatile boolean stopped;

  /**
   * Makes processes.
   *
   * @param now milliseconds since 1970, not exactly
   * @param clock what {@link VersionResidence} go by
   */
  public Spawner(Names names, Exits exits, LongSupplier now, LongSupplier clock) {
    this.names = names;
    this.exits = exits;
    this.now = now;
    this.clock = clock;
  }

  public Collection<LocalProcess> running() {
    return running.values();
  }

  /** Those of them that have not ended: a snapshot. */
  public List<LocalProcess> living() {
    return running.values().stream().filter(LocalProcess::isAlive).toList();
  }

  public @Nullable LocalProcess running(LocalPid pid) {
    return running.get(pid);
  }

  /** The process that a thread is known as which is none. */
  public LocalProcess adopt(Thread thread) {
    var pid = new LocalPid(numbers.incrementAndGet());
    LocalProcess process = LocalProcess.ofThread(pid, thread, now.getAsLong(), clock);
    running.put(pid, process);
    endIfStopped(process);
    return process;
  }

  /** Either who stops the system finds the process, or the process finds that it has stopped. */
  private void endIfStopped(LocalProcess process) {
    if (stopped) {
      exits.end(process, ExitReason.SHUTDOWN);
    }
  }

  /** A process that does not run yet: {@link #start} it, or let it {@link #leave}. */
  public LocalProcess create(Next first) {
    return create(first, Thread.ofVirtual());
  }

  /** The same on a platform thread. */
  public LocalProcess createApart(Next first) {
    return create(first, Thread.ofPlatform().daemon());
  }

  private LocalProcess create(Next first, Thread.Builder threads) {
    var pid = new LocalPid(numbers.incrementAndGet());
    Thread thread = threads.name(pid.toString()).unstarted(() -> run(pid));
    var process = new LocalProcess(pid, thread, first, now.getAsLong(), clock);
    running.put(pid, process);
    endIfStopped(process);
    return process;
  }

  /** The same with a mailbox bound and a name, if that is free. */
  public LocalProcess create(Next first, SpawnOptions options) {
    LocalProcess process = create(first);
    if (options.mailboxBound() != Integer.MAX_VALUE) {
      process.mailbox().bound(new MailboxBound(options.mailboxBound(), options.whenFull()));
    }
    boolean named = options.name().isEmpty();
    try {
      if (!named) {
        names.register(options.name(), process.pid());
        named = true;
      }
      return process;
    } finally {
      if (!named) {
        leave(process, ExitReason.NORMAL);
      }
    }
  }

  /**
   * Makes a process and starts it. If anything fails, also for want of a thread, there is none.
   *
   * @param create makes it
   * @param tie links it, as far as that is asked for, and makes what the caller gets
   */
  public <T> T start(Supplier<LocalProcess> create, Function<LocalProcess, T> tie) {
    LocalProcess process = create.get();
    boolean started = false;
    try {
      T result = tie.apply(process);
      process.thread().start();
      started = true;
      return result;
    } finally {
      if (!started) {
        leave(process, ExitReason.NORMAL);
      }
    }
  }

  private void run(LocalPid pid) {
    LocalProcess process = running.get(pid);
    if (process != null) {
      try {
        ScopedValue.where(LocalProcess.CURRENT, process)
            .run(() -> leaveSurely(process, Turns.run(process)));
      } catch (VirtualMachineError _) {
        leaveSurely(process, Turns.NO_MEMORY); // there was none to begin with
      }
    }
  }

  /** What only its own thread can do is done however short memory is. */
  private void leaveSurely(LocalProcess process, ExitReason reason) {
    while (true) {
      try {
        leave(process, reason);
        return;
      } catch (OutOfMemoryError _) {
        process.forget();
        Rounds.pause();
      }
    }
  }

  /** Ends a process whose thread runs nothing for it any more. */
  public void leave(LocalProcess process, ExitReason reason) {
    exits.end(process, reason);
    process.unwound();
    running.remove((LocalPid) process.pid());
  }

  /** Ends every process, and each that is made from now on. */
  public void stop() {
    stopped = true;
    List.copyOf(running.values()).forEach(process -> exits.end(process, ExitReason.SHUTDOWN));
  }
}
