package io.baton.process.spawn;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Next;
import io.baton.api.process.SpawnOptions;
import io.baton.process.exit.Exits;
import io.baton.process.mailbox.MailboxBound;
import io.baton.process.residence.VersionResidence;
import io.baton.process.schedule.RunQueues;
import io.baton.process.state.AffectedProcesses;
import io.baton.process.state.LocalPid;
import io.baton.process.state.LocalProcess;
import io.baton.process.state.Names;
import io.baton.spi.ProcessControl;
import io.baton.spi.Rounds;
import io.baton.spi.ThreadContainer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates and starts processes, and lists all of them. */
public final class Spawner {
  private final AtomicLong numbers = new AtomicLong();
  private final Names names;
  private final Exits exits;
  private final LongSupplier now;
  private final LongSupplier clock;

  private final RunningProcesses running = new RunningProcesses();

  /** Those of them that a load has to find, by module. */
  private final AffectedProcesses affected = new AffectedProcesses();

  /** Written by the thread that stops the system, read by threads that spawn. */
  private volatile boolean stopped;

  /**
   * Creates a spawner.
   *
   * @param now milliseconds since 1970, not exactly
   * @param clock the clock of every {@link VersionResidence}
   */
  public Spawner(Names names, Exits exits, LongSupplier now, LongSupplier clock) {
    this.names = names;
    this.exits = exits;
    this.now = now;
    this.clock = clock;
  }

  /** Returns a live view of the processes whose thread has not ended. */
  public Collection<LocalProcess> running() {
    return running.all();
  }

  /** Returns a snapshot of {@link #running()}. */
  public List<LocalProcess> snapshot() {
    return running.snapshot();
  }

  /** Begins to observe the processes whose thread has not ended. */
  public ProcessControl.Observation observe() {
    return running.observe();
  }

  /** Returns a snapshot of the processes that have not ended. */
  public List<LocalProcess> living() {
    return running.all().stream().filter(LocalProcess::isAlive).toList();
  }

  /** Returns a snapshot of the living processes that a load of a module has to find. */
  public List<LocalProcess> living(String module) {
    return affected.living(module);
  }

  public @Nullable LocalProcess running(LocalPid pid) {
    return running.get(pid);
  }

  /** Creates the process of a thread that has none. */
  public LocalProcess adopt(Thread thread) {
    var pid = new LocalPid(numbers.incrementAndGet());
    LocalProcess process = LocalProcess.ofThread(pid, thread, now.getAsLong(), clock);
    running.add(process);
    endIfStopped(process);
    return process;
  }

  /**
   * Ends a process that is created while the system stops: either the stop finds the process, or
   * this finds that the system has stopped.
   */
  private void endIfStopped(LocalProcess process) {
    if (stopped) {
      exits.end(process, ExitReason.SHUTDOWN);
    }
  }

  /**
   * Creates a process that does not run yet: {@link #start} it, or let it {@link #leave}. It
   * inherits nothing of the thread that spawns it, which may be in another version.
   */
  public LocalProcess create(Next first) {
    return create(first, RunQueues.threads());
  }

  /** Creates such a process on a platform thread. */
  public LocalProcess createApart(Next first) {
    return create(first, Thread.ofPlatform().daemon());
  }

  private LocalProcess create(Next first, Thread.Builder threads) {
    var pid = new LocalPid(numbers.incrementAndGet());
    Thread thread =
        threads
            .name(pid.toString())
            .inheritInheritableThreadLocals(false)
            .unstarted(() -> run(pid));
    var process = new LocalProcess(pid, thread, first, now.getAsLong(), clock);
    running.add(process);
    endIfStopped(process);
    return process;
  }

  /** Creates such a process with a mailbox bound and a name, if that is free. */
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
   * Creates and starts a process. If anything fails, also for lack of a thread, there is none.
   *
   * @param create creates the process
   * @param tie links or monitors it, if asked for, and returns the caller's result
   */
  public <T> T start(Supplier<LocalProcess> create, Function<LocalProcess, T> tie) {
    LocalProcess process = create.get();
    boolean started = false;
    try {
      T result = tie.apply(process);
      start(process.thread());
      started = true;
      return result;
    } finally {
      if (!started) {
        leave(process, ExitReason.NORMAL);
      }
    }
  }

  /** Starts the thread of a process, in the container if it is a virtual one. */
  private void start(Thread thread) {
    Optional<ThreadContainer> container = running.container();
    if (container.isPresent() && thread.isVirtual()) {
      container.get().start(thread);
    } else {
      thread.start();
    }
  }

  private void run(LocalPid pid) {
    LocalProcess process = running.get(pid);
    if (process != null) {
      try {
        ScopedValue.where(LocalProcess.CURRENT, process)
            .run(() -> leaveSurely(process, Turns.run(process, affected)));
      } catch (VirtualMachineError _) {
        leaveSurely(process, Turns.NO_MEMORY); // there was no memory to begin with
      }
    }
  }

  /**
   * Leaves a process, and retries for as long as memory does not suffice: only its own thread can
   * do this.
   */
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
    process.leaves(affected);
    running.remove(process);
  }

  /** Ends every process, and each that is created from now on. */
  public void stop() {
    stopped = true;
    running.all().forEach(process -> exits.end(process, ExitReason.SHUTDOWN));
  }
}
