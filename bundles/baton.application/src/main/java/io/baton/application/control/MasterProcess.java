package io.baton.application.control;

import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.link;
import static io.baton.api.process.Processes.receive;

import io.baton.api.application.Application;
import io.baton.api.application.StartResult;
import io.baton.api.code.LoadResult;
import io.baton.api.process.Exit;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.Processes;
import io.baton.api.server.Started;
import io.baton.spi.CapturedCall;
import io.baton.spi.Log;
import io.baton.spi.ThrownReason;
import io.baton.spi.Turn;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The process of an application (Erlang's application_master.erl). It loads the modules, calls the
 * start function, is linked to the root, and waits for its end; while it waits, it is in no version
 * of any module. Erlang has two processes, since its master does the input and output of others.
 */
final class MasterProcess implements CapturedCall, Turn, Masters.Master {
  /** The message that tells a master to stop its application; no other code can make it. */
  private static final Object STOP = new Object();

  private static final Log LOG = Log.of("io.baton.application");

  private final ApplicationSpec spec;
  private final Supplier<Services> services;
  private final Reports reports;

  /** Written by the thread that starts it, before others see this object. */
  private @Nullable Pid pid;

  /** What is to be ended; touched by its own process only. */
  private @Nullable Pid root;

  private MasterProcess(
      ApplicationSpec spec, Supplier<Services> services, Reports reports, @Nullable Pid root) {
    this.spec = spec;
    this.services = services;
    this.reports = reports;
    this.root = root;
  }

  /** Starts a master. Its process must not need its own pid, which is not known to it. */
  static MasterProcess start(ApplicationSpec spec, Supplier<Services> services, Reports reports) {
    return new MasterProcess(spec, services, reports, null).spawned();
  }

  /** Starts a process that ends a root whose master was killed. */
  static MasterProcess close(
      ApplicationSpec spec, Supplier<Services> services, Reports reports, Pid root) {
    return new MasterProcess(spec, services, reports, root).spawned();
  }

  private MasterProcess spawned() {
    pid = Processes.spawn(this);
    return this;
  }

  void stop() {
    Processes.send(pid(), STOP);
  }

  @Override
  public Pid pid() {
    Pid known = pid;
    if (known == null) {
      throw new IllegalStateException("the master of %s has no process".formatted(spec.name()));
    }
    return known;
  }

  @Override
  public Next run() {
    ExitReason reason = ExitReason.NORMAL;
    try {
      reason = root == null ? startAndWait() : end(root);
    } catch (ProcessExit e) {
      reason = e.reason();
      throw e;
    } catch (Throwable e) {
      reason = ThrownReason.of(e);
      throw e;
    } finally {
      reports.ended(this, reason, root != null);
    }
    // what the start function has linked to this process, and is not the root, ends as well
    throw exit(ExitReason.SHUTDOWN);
  }

  private ExitReason startAndWait() {
    boolean _ = Processes.trapExits(true);
    Services now = services.get();
    List<LoadResult.Refused> refused =
        new ModuleLoads(now.loader(), now.status()).ensure(spec.modules());
    if (!refused.isEmpty()) {
      return notUp(new StartResult.NotLoaded(spec.name(), refused));
    }
    reports.loaded(this);
    @Nullable Object returned;
    try {
      returned = module().call(application -> application.start(spec.arguments()));
    } catch (ProcessExit e) {
      throw e;
    } catch (CallbackModule.Missing _) {
      return notUp(new StartResult.NoCallback(spec.name(), spec.module()));
    } catch (Throwable e) {
      LOG.log(Level.WARNING, "the start function of the application %s".formatted(spec.name()), e);
      return notUp(failed(ThrownReason.of(e)));
    }
    return switch (returned) {
      case Started.Ok(Pid started) -> up(started);
      case Started.Monitored(Pid started, _) -> up(started);
      case Started.Failed(ExitReason reason) -> notUp(failed(reason));
      case Started.AlreadyStarted(Pid other) ->
          notUp(failed(ExitReason.of("{already_started, %s}".formatted(other))));
      case Started.TimedOut() -> notUp(failed(ExitReason.of("timeout")));
      case Started.Ignored() -> notUp(new StartResult.BadReturn(spec.name(), "ignore"));
      case null, default -> notUp(new StartResult.BadReturn(spec.name(), "nothing"));
    };
  }

  private StartResult.Refused failed(ExitReason reason) {
    return new StartResult.Failed(spec.name(), reason);
  }

  private ExitReason notUp(StartResult.Refused refused) {
    reports.notUp(this, refused);
    return ExitReason.SHUTDOWN;
  }

  private ExitReason up(Pid started) {
    link(started);
    root = started;
    reports.up(this, started);
    while (true) {
      Object message = receive(Object.class);
      if (message == STOP) {
        return end(started);
      }
      if (message instanceof Exit(Pid from, ExitReason reason) && from.equals(started)) {
        root = null;
        callback("prepStop", application -> application.prepStop());
        callback("stop", application -> application.stop());
        return reason;
      }
    }
  }

  private ExitReason end(Pid started) {
    boolean _ = Processes.trapExits(true);
    link(started);
    callback("prepStop", application -> application.prepStop());
    exit(started, ExitReason.SHUTDOWN);
    if (receive(Exit.class, end -> end.from().equals(started), spec.bounds().stop()).isEmpty()) {
      LOG.log(
          Level.WARNING,
          "the root %s of the application %s has not ended within %d ms, and is killed; the property stop.timeout.ms sets the bound"
              .formatted(started, spec.name(), spec.bounds().stop().toMillis()));
      exit(started, ExitReason.KILL);
      var _ = receive(Exit.class, end -> end.from().equals(started));
    }
    root = null;
    callback("stop", application -> application.stop());
    return ExitReason.SHUTDOWN;
  }

  private CallbackModule module() {
    return new CallbackModule(services.get().modules().named(spec.module()));
  }

  /** A callback without a result. */
  private interface Cleaning {
    void of(Application application) throws Exception;
  }

  /** Calls a callback at the end; what it throws changes nothing. */
  private void callback(String name, Cleaning cleaning) {
    try {
      var _ =
          module()
              .call(application -> {
                cleaning.of(application);
                return null;
              });
    } catch (ProcessExit e) {
      throw e;
    } catch (Throwable e) {
      LOG.log(
          Level.WARNING,
          "%s of the application %s has failed; it ends all the same".formatted(name, spec.name()),
          e);
    }
  }

  @Override
  public Turn bind() {
    return this;
  }

  @Override
  public String called() {
    return "application master of " + spec.name();
  }

  @Override
  public Optional<String> role() {
    return Optional.of("application " + spec.name());
  }

  @Override
  public boolean upToDate() {
    return true;
  }

  @Override
  public @Nullable ClassLoader code() {
    return null;
  }
}
