package io.baton.races.explorer;

/** Sees which version runs, and whether it may. */
public final class Witness {
  private final Runnable inside;

  /** Written by the server when the first version is purged, read by the thread that runs it. */
  private volatile boolean purged;

  /** Written by the thread that runs, read when all is over. */
  private volatile String ran = "ran nothing";

  Witness(Runnable inside) {
    this.inside = inside;
  }

  /** Called by the code of a version. */
  public void runs(int number) {
    boolean late = purged;
    ran = "ran " + number;
    inside.run();
    late |= purged;
    if (number == 1 && late) {
      ran = "RAN PURGED CODE";
    }
  }

  void purged() {
    purged = true;
  }

  String ran() {
    return ran;
  }
}
