package io.baton.application.control;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;

/** What the table asks of the processes. Nothing here waits. */
interface Masters {
  /** Starts a master, which reports what becomes of the start, and its end. */
  Master start(ApplicationSpec spec);

  /** Starts a master that ends what another one has left, which was killed. */
  Master close(ApplicationSpec spec, Pid root, ExitReason reason);

  /** Tells a master to stop its application. */
  void stop(Master master);

  /** Kills a process: when this returns, it has ended for all others. */
  void kill(Pid process);

  /** A process that runs one application. */
  interface Master {
    /** Returns its pid. */
    Pid pid();
  }
}
