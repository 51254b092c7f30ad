package io.baton.bench.module;

import io.baton.api.process.Next;
import java.util.concurrent.CountDownLatch;

/** A module of which 100,000 processes run the loop. */
public interface Target {
  /** Waits for {@code stop}, or for anything else, which makes it call itself through its name. */
  Next loop();

  /** Computes until it is killed. */
  Next spin(CountDownLatch begun, CountDownLatch ended);
}
