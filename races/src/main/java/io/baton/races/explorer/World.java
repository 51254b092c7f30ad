package io.baton.races.explorer;

import io.baton.api.code.Lingering;
import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Next;
import io.baton.api.process.ProcessRuntime;
import io.baton.api.process.Processes;
import io.baton.api.process.Spawned;
import io.baton.code.calling.Target;
import io.baton.code.calling.Views;
import io.baton.code.purging.Purger;
import io.baton.code.version.LoadedVersion;
import io.baton.process.Live;
import io.baton.races.NothingConverts;
import io.baton.weaving.Woven;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A module whose first version is current, and a code server whose steps can be stopped at. */
final class World {
  static final Live LIVE = Live.start(Woven.safepoints());

  private static final Duration CAP = Duration.ofSeconds(10);

  /** Silent, since processes end by exceptions on purpose. Held strongly. */
  private static final Logger LOG = Logger.getLogger("io.baton.process");

  static {
    LOG.setLevel(Level.OFF);
    ProcessRuntime.HOLDER.start(LIVE.runtime());
  }

  final LoadedVersion first = Woven.version(1, LoopModule.class, Loop.class);
  final Witness witness;
  private final Views views = new Views(new NothingConverts());
  private final Loop view = views.qualified("m", Loop.class);
  private final Purger purger;
  private final Steps steps;

  World(Steps steps, Runnable inside) {
    this.steps = steps;
    witness = new Witness(inside);
    var server = new ServerSteps(steps, Woven.safepoints(), LIVE.table());
    purger = new Purger(server, server, () -> CAP, _ -> {});
    views.of("m").switchTo(new Target("m", first.callable()));
  }

  /** A world whose code stops as a step of the user. */
  World(Steps steps) {
    this(steps, () -> steps.at(Side.USER, "is inside"));
  }

  /** Makes a second version current. */
  void load() {
    LoadedVersion second = Woven.version(2, LoopModule.class, Loop.class);
    views.of("m").switchTo(new Target("m", second.callable()));
    purger.becameOld(first);
    steps.at(Side.SERVER, "has loaded");
  }

  /** Soft purges the first version: what {@code Purges.softPurge} does of it. */
  String softPurge() {
    List<Lingering> lingering = purger.closeIfUnused(first, Instant.EPOCH);
    if (!lingering.isEmpty()) {
      return "still used";
    }
    witness.purged();
    return "purged";
  }

  /** Purges the first version: what {@code Purges.purge} does of it. */
  String purge() {
    Purger.Killed killed = purger.close(first, Instant.EPOCH);
    witness.purged();
    if (!killed.fenced().isEmpty()) {
      return "FENCED " + killed.fenced();
    }
    return killed.killed().isEmpty() ? "killed nothing" : "killed it";
  }

  Next qualified() {
    return view.loop(witness);
  }

  Next local() {
    return views.local((Loop) first.callable().instance(), Loop.class).loop(witness);
  }

  Runnable lambda() {
    return ((Loop) first.callable().instance()).lambda(witness);
  }

  /** Runs a process whose steps are the user's, and waits for its end. */
  String endOf(Next first) {
    steps.leaveTo(Side.USER);
    return endOf(Processes.spawnMonitor(SteppedCall.of(steps, first)));
  }

  /** Why a process has ended, as the caller's monitor says, once. */
  static String endOf(Spawned process) {
    String reason =
        Processes.receive(Down.class, down -> down.ref().equals(process.ref()), CAP)
            .map(down -> text(down.reason()))
            .orElse("NO DOWN");
    boolean again =
        Processes.receive(Down.class, down -> down.ref().equals(process.ref()), Duration.ZERO)
            .isPresent();
    return again ? "TOLD TWICE " + reason : reason;
  }

  private static String text(ExitReason reason) {
    return reason instanceof ExitReason.Failed(var type, var _, var _)
        ? type.substring(type.lastIndexOf('.') + 1)
        : reason.toString();
  }
}
