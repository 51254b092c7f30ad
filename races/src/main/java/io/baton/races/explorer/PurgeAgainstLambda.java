package io.baton.races.explorer;

import io.baton.api.code.PurgedCodeException;
import io.baton.api.process.ProcessExit;

/** A thread calls a lambda that it has kept, while the lambda's version is purged. */
final class PurgeAgainstLambda implements Race {
  private final World world;
  private final Steps steps;
  private final Runnable lambda;
  private volatile String server = "";

  PurgeAgainstLambda(Steps steps) {
    this.steps = steps;
    world = new World(steps);
    lambda = world.lambda();
  }

  @Override
  public void user() {
    steps.at(Side.USER, "calls the lambda");
    try {
      lambda.run();
    } catch (PurgedCodeException | ProcessExit _) {
      // the outcome says what ran, and whether it was killed
    }
    steps.at(Side.USER, "has returned");
  }

  @Override
  public void server() {
    world.load();
    server = world.purge();
  }

  @Override
  public String outcome() {
    boolean waited = steps.hasWaited(Side.USER) && world.witness.ran().equals("ran nothing");
    return world.witness.ran() + (waited ? ", waited" : "") + ", " + server;
  }
}
