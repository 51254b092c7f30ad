package io.baton.process;

import org.jspecify.annotations.Nullable;

/** What a process has done so far, for people to read. */
final class Past {
  private final @Nullable String initialCall;
  private final long began;

  /** Written by the process's own thread, read by who reports on it: a bit old. */
  private long turns;

  /**
   * The beginning.
   *
   * @param initialCall text only, for it must hold nothing of a version; null for a thread
   * @param began in milliseconds since 1970
   */
  Past(@Nullable String initialCall, long began) {
    this.initialCall = initialCall;
    this.began = began;
  }

  @Nullable String initialCall() {
    return initialCall;
  }

  long began() {
    return began;
  }

  void turn() {
    turns++;
  }

  long turns() {
    return turns;
  }
}
