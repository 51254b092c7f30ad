package io.baton.races.explorer;

import java.util.function.Function;

/** A process begins with a local call of a version, while that is purged. */
final class PurgeAgainstSpawn implements Race {
  private final World world;
  private final Function<World, String> purge;
  private volatile String user = "";
  private volatile String server = "";

  PurgeAgainstSpawn(Steps steps, Function<World, String> purge) {
    this.purge = purge;
    world = new World(steps);
  }

  @Override
  public void user() {
    user = world.endOf(world.local());
  }

  @Override
  public void server() {
    world.load();
    server = purge.apply(world);
  }

  @Override
  public String outcome() {
    return "%s, %s, %s".formatted(user, world.witness.ran(), server);
  }
}
