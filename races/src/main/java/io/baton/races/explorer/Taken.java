package io.baton.races.explorer;

import io.baton.api.process.Next;

/** What an idle process has done. Shared by the versions. */
public final class Taken {
  private final Idle view;

  /** Written by the process, read by the explorer. */
  private volatile int loops;

  private volatile String message = "took nothing";

  Taken(Idle view) {
    this.view = view;
  }

  /** Called by the code of a version, at the start of each turn of its loop. */
  public void loops(int number) {
    loops = number;
  }

  /** Called by the code of a version that has taken a message. */
  public void takes(int number, Object taken) {
    message = message.startsWith("took") ? "%d took %s".formatted(number, taken) : "TOOK IT TWICE";
  }

  /** The qualified call that the loop continues with. */
  public Next next() {
    return view.loop(this);
  }

  /** Number of the version that the loop is in. */
  int version() {
    return loops;
  }

  String message() {
    return message;
  }
}
