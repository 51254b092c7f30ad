package io.baton.races.explorer;

/** A process begins with a qualified call, while a version is loaded and the one before purged. */
final class SoftPurgeAgainstSwitch implements Race {
  private final World world;
  private volatile String user = "";
  private volatile String server = "";

  SoftPurgeAgainstSwitch(Steps steps) {
    world = new World(steps);
  }

  @Override
  public void user() {
    user = world.endOf(world.qualified());
  }

  @Override
  public void server() {
    world.load();
    server = world.softPurge();
  }

  @Override
  public String outcome() {
    return "%s, %s, %s".formatted(user, world.witness.ran(), server);
  }
}
