package io.baton.api.process;

import io.baton.api.spi.ProcessRuntime;
import org.jspecify.annotations.Nullable;

/** The runtime that serves the facades of this package. */
final class Active {
  /** Written when a runtime starts and stops, read by every thread. */
  private static volatile @Nullable ProcessRuntime runtime;

  private Active() {}

  static void start(ProcessRuntime next) {
    runtime = next;
  }

  static void stop(ProcessRuntime last) {
    if (runtime == last) {
      runtime = null;
    }
  }

  static ProcessRuntime runtime() {
    ProcessRuntime active = runtime;
    if (active == null) {
      throw new IllegalStateException(
          "no process runtime: the bundle baton.process must be started first");
    }
    return active;
  }
}
