package io.baton.application.control;

import io.baton.api.application.ApplicationInfo;
import io.baton.api.application.Applications;
import io.baton.api.application.EnsureAllResult;
import io.baton.api.application.StartResult;
import io.baton.api.application.StopResult;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.ProcessRuntime;
import io.baton.api.process.Processes;
import io.baton.spi.Log;
import io.baton.spi.ServiceThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Serves the table of applications on a thread of its own, which starts when the first application
 * is configured and never runs code of a module: masters do.
 */
public final class Controller implements Applications {
  private static final Log LOG = Log.of("io.baton.application");

  /** Time that the thread has to end when there is nothing left to do. */
  private static final Duration LAST_ROUND = Duration.ofSeconds(1);

  private final ApplicationTable table;
  private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
  private final ServiceThread thread =
      new ServiceThread("baton-applications", LOG, this::round, () -> !work.isEmpty(), () -> {});

  /** What waits until no start is under way; touched by the thread only. */
  private final List<Runnable> untilSettled = new ArrayList<>();

  private final Object lock = new Object();

  /** Whether the thread was started; guarded by {@code lock}. */
  private boolean isStarted;

  /** Whether nothing more is accepted; guarded by {@code lock}. */
  private boolean isClosed;

  /** Whether applications may start with the system; guarded by {@code lock}. */
  private boolean isOpen;

  /**
   * Does not run yet.
   *
   * @param services of the code server that is there now
   * @param consequences what others do for it
   */
  public Controller(Supplier<Services> services, Consequences consequences) {
    table = new ApplicationTable(new Spawning(services), consequences, System::nanoTime);
  }

  /** Masters as processes. */
  private final class Spawning implements Masters, Reports {
    private final Supplier<Services> services;

    Spawning(Supplier<Services> services) {
      this.services = services;
    }

    @Override
    public Master start(ApplicationSpec spec) {
      return again(() -> MasterProcess.start(spec, services, this));
    }

    @Override
    public Master close(ApplicationSpec spec, Pid root, ExitReason reason) {
      return again(() -> MasterProcess.close(spec, services, this, root));
    }

    @Override
    public void stop(Master master) {
      var _ =
          again(() -> {
            ((MasterProcess) master).stop();
            return true;
          });
    }

    @Override
    public void kill(Pid process) {
      var _ =
          again(() -> {
            Processes.exit(process, ExitReason.KILL);
            return true;
          });
    }

    /** Whatever ends the process that this thread is known as: it gets another one. */
    private <T> T again(Supplier<T> step) {
      try {
        return step.get();
      } catch (ProcessExit _) {
        boolean _ = Thread.interrupted();
        return step.get();
      }
    }

    @Override
    public void loaded(Master master) {
      var _ = post(() -> table.loaded(master));
    }

    @Override
    public void up(Master master, Pid root) {
      var _ = post(() -> table.up(master, root));
    }

    @Override
    public void notUp(Master master, StartResult.Refused refused) {
      var _ = post(() -> table.notUp(master, refused));
    }

    @Override
    public void ended(Master master, ExitReason reason, boolean isRootLeft) {
      var _ = post(() -> table.ended(master, reason, isRootLeft));
    }
  }

  /** Lets applications start with the system, from now on. */
  public void open() {
    synchronized (lock) {
      isOpen = true;
    }
    var _ = post(table::open);
  }

  /** Takes a configuration that is new, has changed, or is there again. */
  public void configured(ApplicationSpec spec) {
    boolean open;
    synchronized (lock) {
      if (!isStarted && !isClosed) {
        isStarted = true;
        thread.start();
      }
      open = isOpen;
    }
    var _ =
        post(() -> {
          if (open) {
            table.open();
          }
          table.configured(spec);
        });
  }

  /** Takes notice that a configuration has gone. */
  public void gone(String application) {
    var _ = post(() -> table.gone(application));
  }

  /** Takes notice that another version of a module is current. */
  public void changed(String module) {
    var _ = post(() -> table.changed(module));
  }

  /**
   * Waits until no start is under way.
   *
   * @param patience how long to wait
   * @return whether none is
   */
  public boolean awaitSettled(Duration patience) {
    var settled = new CompletableFuture<Boolean>();
    if (!post(() -> untilSettled.add(() -> settled.complete(true)))) {
      return true;
    }
    return within(settled, patience);
  }

  /**
   * Stops all applications, the last first, and ends. What has not stopped in time is killed.
   *
   * @param patience for all of them together
   */
  public void shutDown(Duration patience) {
    var done = new CompletableFuture<Boolean>();
    if (post(() -> table.stops().shutDown(() -> done.complete(true))) && !within(done, patience)) {
      var killed = new CompletableFuture<Boolean>();
      if (post(
          () -> {
            table.stops().killAll();
            killed.complete(true);
          })) {
        boolean _ = within(killed, LAST_ROUND);
      }
    }
    synchronized (lock) {
      isClosed = true;
    }
    thread.stop();
    if (wasStarted()) {
      thread.awaitEnd(LAST_ROUND);
    }
  }

  /** Returns whether any application was ever configured. */
  public boolean wasStarted() {
    synchronized (lock) {
      return isStarted;
    }
  }

  private static boolean within(CompletableFuture<Boolean> done, Duration patience) {
    try {
      return done.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Returns false if the thread does not run: there is no application. */
  private boolean post(Runnable what) {
    synchronized (lock) {
      return isStarted && !isClosed && work.add(what);
    }
  }

  private void round() {
    try {
      long left = table.nextDeadline() - System.nanoTime();
      Runnable next =
          table.nextDeadline() == Long.MAX_VALUE
              ? work.take()
              : work.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
      if (next != null) {
        next.run();
      }
      table.tick();
    } catch (InterruptedException _) {
      // it is to end
    }
    if (table.isSettled()) {
      List<Runnable> all = List.copyOf(untilSettled);
      untilSettled.clear();
      all.forEach(Runnable::run);
    }
  }

  /** Asks the table, and waits for the answer. */
  private <T> T ask(Consumer<CompletableFuture<T>> question, T otherwise) {
    var answer = new CompletableFuture<T>();
    if (!post(() -> answered(question, answer))) {
      return otherwise;
    }
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the table of applications has failed", e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      ProcessRuntime.HOLDER.find().ifPresent(ProcessRuntime::checkpoint);
      throw new CancellationException("interrupted; what was requested goes on");
    }
  }

  /** A question that fails is answered as well; one that waits is answered later. */
  private static <T> void answered(
      Consumer<CompletableFuture<T>> question, CompletableFuture<T> answer) {
    try {
      question.accept(answer);
    } catch (RuntimeException | Error e) {
      answer.completeExceptionally(e);
      throw e;
    }
  }

  @Override
  public StartResult start(String application) {
    return this.<StartResult>ask(
        answer -> table.start(application, answer::complete),
        new StartResult.NotConfigured(application));
  }

  @Override
  public StopResult stop(String application) {
    return this.<StopResult>ask(
        answer -> table.stops().stop(application, answer::complete),
        new StopResult.NotStarted(application));
  }

  @Override
  public EnsureAllResult ensureAllStarted(String application) {
    Dependencies.Found found =
        this.<Dependencies.Found>ask(
            answer -> answer.complete(table.order(application)),
            new Dependencies.Found.Missing(application));
    return switch (found) {
      case Dependencies.Found.Missing(String name) ->
          new EnsureAllResult.Failed(new StartResult.NotConfigured(name));
      case Dependencies.Found.Cycle(List<String> path) ->
          new EnsureAllResult.Failed(new StartResult.Cycle(application, path));
      case Dependencies.Found.Order(List<String> names) -> startAll(names);
    };
  }

  private EnsureAllResult startAll(List<String> names) {
    List<String> started = new ArrayList<>();
    for (String name : names) {
      switch (start(name)) {
        case StartResult.Ok _ -> started.add(name);
        case StartResult.AlreadyStarted _ -> {}
        case StartResult.Refused refused -> {
          started.reversed().forEach(this::stop);
          return new EnsureAllResult.Failed(refused);
        }
      }
    }
    return new EnsureAllResult.Ok(started);
  }

  @Override
  public List<ApplicationInfo> whichApplications() {
    return ask(answer -> answer.complete(table.running()), List.of());
  }

  @Override
  public List<ApplicationInfo> loadedApplications() {
    return ask(answer -> answer.complete(table.all().toList()), List.of());
  }

  @Override
  public Optional<ApplicationInfo> info(String application) {
    return loadedApplications().stream().filter(one -> one.name().equals(application)).findFirst();
  }
}
