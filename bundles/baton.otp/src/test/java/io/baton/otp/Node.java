package io.baton.otp;

import static io.baton.api.process.Processes.receive;
import static io.baton.fixtures.Await.CAP;
import static io.baton.fixtures.Await.until;

import io.baton.api.code.ModuleUnavailableException;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessRuntime;
import io.baton.api.process.Processes;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Servers;
import io.baton.api.server.Started;
import io.baton.handover.StructuralHandover;
import io.baton.process.ProcessSystem;
import io.baton.spi.Handover;
import io.baton.spi.Modules;
import io.baton.spi.ProcessTable;
import io.baton.spi.Safepoints;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A system in which servers run: real processes, and modules that the test loads. */
public final class Node implements Modules {
  /** Silenced, because tests end servers by exceptions on purpose. Held strongly. */
  private static final Logger LOG = Logger.getLogger("io.baton.otp");

  private static final Handover HANDOVER = new StructuralHandover();

  /** One for all tests: it cannot be stopped from here, and tests do not disturb each other. */
  public static final ProcessSystem PROCESSES = new ProcessSystem(HANDOVER, new OnlyAClock());

  static {
    ProcessRuntime.HOLDER.start(PROCESSES);
  }

  private final AtomicLong numbers = new AtomicLong();
  private final ConcurrentMap<String, Slot> modules = new ConcurrentHashMap<>();

  /** Keeps every version until the test ends: nothing is purged here, and servers hold none. */
  private final Queue<Loaded> versions = new ConcurrentLinkedQueue<>();

  /** Safepoints that only count moments. */
  private static final class OnlyAClock implements Safepoints {
    private final AtomicLong clock = new AtomicLong();

    @Override
    public Armed arm(long version, Check check) {
      return () -> {};
    }

    @Override
    public long tick() {
      return clock.incrementAndGet();
    }

    @Override
    public long clock() {
      return clock.get();
    }
  }

  /** Starts to serve; the node of the previous test stops serving. */
  public Node() {
    LOG.setLevel(Level.OFF);
    while (receive(Object.class, Duration.ZERO).isPresent()) {
      // what the test before did not expect must not be taken by this one
    }
    behaviours().start();
  }

  private Behaviours behaviours() {
    return new Behaviours(this, PROCESSES.replies(), PROCESSES.supervising(), HANDOVER, this::call);
  }

  /** Stops serving. */
  public static void stopped() {
    Behaviours none = new Node().behaviours();
    none.start();
    none.stop();
  }

  private static final class Slot implements Named {
    private final String module;
    private volatile @Nullable Bound current;

    /** Written by the test; null while the module is available. */
    private volatile @Nullable Away away;

    /** Written by the test: whether the module is back as soon as it was seen to be away. */
    private volatile boolean endsWhenSeen;

    Slot(String module) {
      this.module = module;
    }

    @Override
    public Optional<Gap> gap() {
      return Optional.ofNullable(away);
    }

    @Override
    public Optional<Gap> gap(Bound version) {
      Away seen = away;
      if (endsWhenSeen) {
        away = null;
      }
      return Optional.ofNullable(version == current ? seen : null);
    }

    @Override
    public String module() {
      return module;
    }

    @Override
    public Bound bind() {
      Bound bound = current;
      Away expected = away;
      if (bound == null && expected != null) {
        throw expected.error();
      }
      if (bound == null) {
        throw new UndefinedFunctionException(module + " is not loaded");
      }
      return bound;
    }
  }

  /** A time in which a module cannot be called. */
  private record Away(String module, Instant end, CompletableFuture<Void> change)
      implements Modules.Gap {
    @Override
    public Duration left() {
      Duration left = Duration.between(Instant.now(), end);
      return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public void whenChanged(Runnable changed) {
      var _ = change.thenRun(changed);
    }

    @Override
    public ModuleUnavailableException error() {
      return new ModuleUnavailableException(module + " is away");
    }
  }

  /** Lets a module be away, for so long that callers wait. */
  public void away(String module, Duration bound) {
    ((Slot) named(module)).away =
        new Away(module, Instant.now().plus(bound), new CompletableFuture<>());
  }

  /** Makes a module unavailable until the first check. */
  public void awayForAMoment(String module) {
    ((Slot) named(module)).endsWhenSeen = true;
    away(module, Duration.ZERO);
  }

  /** Nothing is away any more. */
  public void back(String module) {
    Slot slot = (Slot) named(module);
    Away away = slot.away;
    slot.away = null;
    if (away != null) {
      away.change().complete(null);
    }
  }

  /** A version that a test has loaded; its loader sees what the test sees. */
  public record Loaded(ModuleVersion version, Object instance, ClassLoader loader)
      implements Bound {}

  /** A function of a module that a test may let a supervisor call. */
  public interface Functions {
    @Nullable Object call(String function, List<?> arguments) throws Throwable;
  }

  private @Nullable Object call(String module, String function, List<?> arguments)
      throws Throwable {
    return ((Functions) named(module).bind().instance()).call(function, arguments);
  }

  @Override
  public Named named(String module) {
    return modules.computeIfAbsent(module, Slot::new);
  }

  /** Makes an object the current version of a module. */
  public Loaded load(String module, Object instance) {
    return load(module, instance, new ClassLoader(Node.class.getClassLoader()) {});
  }

  public Loaded load(String module, Object instance, ClassLoader loader) {
    return load(module, instance, loader, numbers.get() + 1 + ".0.0");
  }

  /** Makes an object the current version of a module, of a bundle with this version. */
  public Loaded load(String module, Object instance, String version) {
    return load(module, instance, new ClassLoader(Node.class.getClassLoader()) {}, version);
  }

  private Loaded load(String module, Object instance, ClassLoader loader, String of) {
    long number = numbers.incrementAndGet();
    var version = new ModuleVersion(module, of, number, Path.of("test").toString(), Instant.EPOCH);
    var loaded = new Loaded(version, instance, loader);
    versions.add(loaded);
    ((Slot) named(module)).current = loaded;
    return loaded;
  }

  /** No version is current any more. */
  public void delete(String module) {
    ((Slot) named(module)).current = null;
  }

  /** Starts a server that must start. */
  public static Pid start(String module, Object argument) {
    return pid(Servers.start(module, argument));
  }

  public static Pid start(String module, Object argument, String name) {
    return pid(Servers.start(module, argument, ServerOptions.named(name)));
  }

  public static Pid pid(Started started) {
    return switch (started) {
      case Started.Ok(Pid pid) -> pid;
      case Started.Monitored(Pid pid, _) -> pid;
      case Started other -> throw new AssertionError("not started: " + other);
    };
  }

  /** Waits for a message to the test itself. */
  public static <T> T await(Class<T> type) {
    return receive(type, CAP).orElseThrow(() -> new AssertionError("no " + type + " came"));
  }

  public static ProcessTable.Running running(Pid pid) {
    return PROCESSES.running().stream()
        .filter(process -> process.pid().equals(pid))
        .findFirst()
        .orElseThrow(() -> new AssertionError(pid + " does not run"));
  }

  /** Waits until a process waits. */
  public static void untilWaiting(Pid pid) {
    until(() -> running(pid).waitsFor().isPresent());
  }

  public static void kill(Pid pid) {
    Processes.exit(pid, ExitReason.KILL);
  }
}
