package io.baton.itests;

import static io.baton.api.process.Processes.spawn;

import io.baton.api.process.Pid;
import java.util.List;

/**
 * Loads while others call, ask and load. Nothing is lost, nothing comes twice, nothing is stale.
 */
public abstract class RaceTest extends BatonTest {
  static final int LOADS = 150;
  static final int SWITCHES = 50;
  static final int ROUNDS = 12;
  static final int CLIENTS = 4;

  /** Between two calls of a client, so that the loads get some of the processors. */
  static final long PAUSE_NANOS = 100_000;

  /** What a caller or client says when it has stopped. */
  record Stopped(int done, List<String> wrong) {}

  /** Starts as many processes and as many platform threads as there are bodies of each kind. */
  static void start(Runnable body, boolean asProcess) {
    if (asProcess) {
      Pid _ = spawn(body);
    } else {
      Thread _ = Thread.ofPlatform().start(body);
    }
  }
}
