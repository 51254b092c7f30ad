package io.baton.races.explorer;

import io.baton.api.process.Processes;
import io.baton.api.process.Spawned;
import io.baton.code.calling.Target;
import io.baton.code.calling.Views;
import io.baton.code.purging.Purger;
import io.baton.code.version.LoadedVersion;
import io.baton.process.Live;
import io.baton.races.NothingConverts;
import io.baton.spi.Modules;
import io.baton.weaving.Woven;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A process waits in the old version for a message or an upgrade; the next version is loaded, and
 * the old one purged, or a message is sent. The process stops wherever it asks what is current.
 */
final class UpgradeAgainstWait implements Race {
  private static final Duration CAP = Duration.ofSeconds(10);
  private static final Live LIVE = World.LIVE;
  private static final int MESSAGE = 7;

  /** What comes with the load. */
  enum With {
    /** Nothing: the process must go on by itself. */
    NOTHING,
    /** A message, before the process is woken. */
    MESSAGE,
    /** A purge of the old version, and then a message. */
    PURGE
  }

  private final Steps steps;
  private final With with;
  private final Views views = new Views(new NothingConverts());
  private final Taken taken = new Taken(views.qualified("m", Idle.class));
  private final LoadedVersion first = Woven.version(1, IdleModule.class, Idle.class);
  private final Purger purger;
  private final Spawned idle;

  /** Whether the process has begun; it takes no steps before. Written by the user. */
  private volatile boolean begun;

  private volatile String server = "";

  UpgradeAgainstWait(Steps steps, With with) {
    this.steps = steps;
    this.with = with;
    purger = new Purger(LIVE.table(), Woven.safepoints(), () -> CAP, _ -> {});
    LIVE.upgrades().marks(Woven.marks());
    LIVE.upgrades().modules(_ -> new Asked());
    views.of("m").switchTo(new Target("m", first.callable()));
    idle = Processes.spawnMonitor(views.qualified("m", Idle.class).begin(taken));
    until(this::isWaiting);
  }

  /** The module, with a step of the process before and after each look at what is current. */
  private final class Asked implements Modules.Named {
    @Override
    public String module() {
      return "m";
    }

    @Override
    public Modules.Bound bind() {
      return views.of("m").bind();
    }

    @Override
    public Optional<Modules.Bound> find() {
      boolean isStep = begun && Thread.currentThread().isVirtual();
      if (isStep) {
        steps.at(Side.USER, "asks what is current");
      }
      Optional<Modules.Bound> found = views.of("m").find();
      if (isStep && with != With.PURGE) { // with a purge there are too many orders
        steps.at(Side.USER, "knows what is current");
      }
      return found;
    }
  }

  private boolean isWaiting() {
    return LIVE.table().running().stream()
        .anyMatch(process -> process.pid().equals(idle.pid()) && process.waitsFor().isPresent());
  }

  @Override
  public void user() {
    steps.leaveTo(Side.USER);
    begun = true;
    Processes.send(idle.pid(), taken);
    if (with == With.NOTHING) {
      until(() -> taken.version() == 2 && isWaiting());
      Processes.send(idle.pid(), MESSAGE);
    }
    until(() -> !Processes.isAlive(idle.pid()));
  }

  @Override
  public void server() {
    LoadedVersion second = Woven.version(2, IdleModule.class, Idle.class);
    views.of("m").switchTo(new Target("m", second.callable()));
    purger.becameOld(first);
    steps.at(Side.SERVER, "has loaded");
    if (with == With.MESSAGE) {
      Processes.send(idle.pid(), MESSAGE);
      steps.at(Side.SERVER, "has sent a message");
    }
    LIVE.upgrades().changed("m");
    steps.at(Side.SERVER, "has woken the process");
    if (with == With.PURGE) {
      Purger.Killed killed = purger.close(first, Instant.EPOCH);
      server = killed.killed().isEmpty() ? ", killed nothing" : ", killed it";
      Processes.send(idle.pid(), MESSAGE);
    }
  }

  private static void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > CAP.toNanos()) {
        throw new IllegalStateException("the process does not go on");
      }
      LockSupport.parkNanos(20_000);
    }
  }

  @Override
  public String outcome() {
    return "%s, %s%s".formatted(World.endOf(idle), taken.message(), server);
  }
}
