package io.baton.races.explorer;

import io.baton.api.code.PurgedCodeException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A thread calls a lambda that it has kept, while the lambda's version is soft purged. */
final class SoftPurgeAgainstLambda implements Race {
  private final World world;
  private final Steps steps;
  private final Runnable lambda;
  private final CountDownLatch release = new CountDownLatch(1);
  private final @Nullable Thread lingering;
  private volatile String server = "";

  /**
   * With another process in the old version or without: the soft purge is given up, or may succeed.
   */
  SoftPurgeAgainstLambda(Steps steps, boolean held) throws InterruptedException {
    this.steps = steps;
    world = new World(steps);
    lambda = world.lambda();
    lingering = held ? hold(world) : null;
  }

  private Thread hold(World world) throws InterruptedException {
    var entered = new CountDownLatch(1);
    var waiting =
        new Witness(() -> {
          entered.countDown();
          await(release);
        });
    Runnable body = ((Loop) world.first.callable().instance()).lambda(waiting);
    Thread thread = Thread.ofPlatform().name("lingering").start(body);
    entered.await();
    return thread;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void user() {
    steps.at(Side.USER, "calls the lambda");
    try {
      lambda.run();
    } catch (PurgedCodeException _) {
      // the outcome says that nothing ran
    }
    steps.at(Side.USER, "has returned");
  }

  @Override
  public void server() {
    world.load();
    server = world.softPurge();
  }

  @Override
  public String outcome() {
    String waited = steps.hasWaited(Side.USER) ? ", waited" : "";
    return world.witness.ran() + waited + ", " + server;
  }

  @Override
  public void end() throws InterruptedException {
    release.countDown();
    if (lingering != null) {
      lingering.join();
    }
  }
}
