package io.baton.races.explorer;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Processes;
import io.baton.api.process.Spawned;
import java.util.concurrent.locks.LockSupport;

/** A process waits in the old version; it is purged, and killed by another thread. */
final class PurgeAgainstExit implements Race {
  private final World world;
  private final Steps steps;
  private final Spawned victim;
  private volatile String server = "";

  /** The message that never comes. */
  private enum Never {}

  PurgeAgainstExit(Steps steps) {
    this.steps = steps;
    world = new World(steps, () -> Processes.receive(Never.class));
    victim = Processes.spawnMonitor(world.qualified());
    while (!isInside()) {
      LockSupport.parkNanos(20_000);
    }
  }

  private boolean isInside() {
    return World.LIVE.table().running().stream()
        .anyMatch(process -> process.pid().equals(victim.pid()) && process.waitsFor().isPresent());
  }

  @Override
  public void user() {
    Processes.exit(victim.pid(), ExitReason.SHUTDOWN);
    steps.at(Side.USER, "has sent the signal");
  }

  @Override
  public void server() {
    world.load();
    server = world.purge();
  }

  @Override
  public String outcome() {
    return World.endOf(victim) + ", " + server;
  }
}
