package io.baton.process;

/** For how long a process may keep its carrier: until others wait for one, and it is told so. */
final class Slice {
  /** Written by the timekeeper, and by the process's own thread when it pauses; read by both. */
  private volatile boolean over;

  /**
   * Asks the process to let others run where it receives, calls a server or begins a turn.
   *
   * @return false if it was asked before and has not paused since
   */
  boolean end() {
    boolean first = !over;
    over = true;
    return first;
  }

  /** The process is about to wait, which lets others run. */
  void pauses() {
    if (over) {
      over = false;
    }
  }

  /** Lets others run if they wait; called by the process's own thread. */
  @SuppressWarnings("ThreadPriorityCheck") // no hint: nothing else takes its carrier away
  void pauseIfOver() {
    if (over) {
      over = false;
      Thread.yield();
    }
  }
}
