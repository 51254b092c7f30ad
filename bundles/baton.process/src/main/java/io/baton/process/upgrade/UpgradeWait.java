package io.baton.process.upgrade;

import io.baton.process.state.LocalProcess;
import io.baton.spi.Turn;
import io.baton.spi.VersionMarks;
import java.lang.ref.WeakReference;

/** A process that waits for a message, or until its version of a module is replaced. */
final class UpgradeWait {
  private final LocalProcess process;
  private final VersionMarks.Owner version;

  /** Weak: it may hold the version, and the process itself holds it as long as that matters. */
  private final WeakReference<Turn> turn;

  /** True once the process has returned from the wait; written by it, read by any thread. */
  private volatile boolean over;

  UpgradeWait(LocalProcess process, VersionMarks.Owner version) {
    this.process = process;
    this.version = version;
    turn = new WeakReference<>(process.turn().orElse(null));
  }

  VersionMarks.Owner version() {
    return version;
  }

  /** Marks the wait as over; called by the process. */
  void ends() {
    over = true;
  }

  void wake() {
    boolean _ = process.mailbox().wake();
  }

  /**
   * Returns whether the process has done what it could: it has gone on to another turn, waits
   * again, or has ended. What a borrowed thread does next is not known, so it is not waited for.
   */
  boolean hasLeft() {
    return !process.isAlive()
        || (over
            && (process.isBorrowed()
                || process.isWaiting()
                || !turn.refersTo(process.turn().orElse(null))));
  }
}
