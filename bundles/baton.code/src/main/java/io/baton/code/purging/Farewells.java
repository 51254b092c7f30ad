package io.baton.code.purging;

import io.baton.code.lane.ModuleQueues;
import io.baton.code.leaving.Leftovers;
import io.baton.code.version.LoadedVersion;
import io.baton.spi.ContextLoaders;
import io.baton.spi.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Runs the farewells of versions that are given up, each on a thread of its own.
 *
 * <p>A framework that is busy with a refresh holds the locks of many bundles, and may be waiting
 * for the caller: then the bundle is uninstalled when that is over.
 */
public final class Farewells {
  /** How long an uninstall is waited for; it takes milliseconds, unless the framework is busy. */
  private static final Duration BUSY = Duration.ofSeconds(1);

  private final Purger purger;

  Farewells(Purger purger) {
    this.purger = purger;
  }

  /**
   * Begins the farewell of a version, and waits for its end for a moment. No other job would do it
   * later: if no thread is to be had for it, it runs on this one.
   *
   * @param version that is given up
   * @param stopping stops and uninstalls its bundle
   */
  void begin(LoadedVersion version, Runnable stopping) {
    var farewell = new Farewell(version.id().number(), Instant.now(), leaving(version, stopping));
    Thread uninstalling;
    try {
      uninstalling =
          Thread.ofPlatform()
              .daemon()
              .name("code-server uninstall " + version)
              .inheritInheritableThreadLocals(false)
              .start(farewell);
    } catch (OutOfMemoryError _) {
      farewell.run();
      return;
    }
    if (!hasEnded(uninstalling)) {
      List<Runnable> steps = List.of(() -> purger.await(farewell, version, uninstalling));
      Runnable awaiting = () -> Rounds.untilDone(steps); // takes no memory to begin
      try {
        ModuleQueues.later("farewell of " + version, awaiting);
      } catch (OutOfMemoryError _) {
        awaiting.run();
      }
    }
  }

  /** What it starts counts as started by the version. */
  private Runnable leaving(LoadedVersion version, Runnable stopping) {
    return () -> {
      ContextLoaders.enter(version.loader());
      try {
        stopping.run();
        Leftovers.remove(version);
      } finally {
        ContextLoaders.leave();
        purger.left(version);
      }
    };
  }

  private static boolean hasEnded(Thread uninstalling) {
    try {
      return uninstalling.join(BUSY);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
