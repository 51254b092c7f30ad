package io.baton.races.explorer;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Processes;
import io.baton.api.process.Spawned;
import java.util.concurrent.locks.LockSupport;

/** A process waits in the old version; it is killed, and the version is soft purged. */
final class SoftPurgeAgainstExit implements Race {
  private final World world;
  private final Steps steps;
  private final Spawned victim;
  private volatile String server = "";

  /** The message that never comes. */
  private enum Never {}

  SoftPurgeAgainstExit(Steps steps) {
    this.steps = steps;
    world = new World(steps, () -> Processes.receive(Never.class));
    victim = Processes.spawnMonitor(world.qualified());
    while (!isInside()) {
      LockSupport.parkNanos(20_000);
    }
  }

  private boolean isInside() {
    return World.LIVE.table().living().stream()
        .anyMatch(process -> process.pid().equals(victim.pid()) && process.waitsFor().isPresent());
  }

  @Override
  public void user() {
    Processes.exit(victim.pid(), ExitReason.KILL);
    steps.at(Side.USER, "has ended it");
  }

  @Override
  public void server() {
    world.load();
    String before = Processes.isAlive(victim.pid()) ? "lives, " : "has ended, ";
    steps.at(Side.SERVER, "has asked whether it lives");
    server = before + world.softPurge();
  }

  @Override
  public String outcome() {
    return server;
  }
}
