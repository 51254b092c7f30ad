package io.baton.application.control;

import io.baton.api.application.StartResult;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;

/** What masters report to the table's thread. Nothing here waits or throws. */
interface Reports {
  /** The modules are loaded. */
  void loaded(Masters.Master master);

  /** The root runs. */
  void up(Masters.Master master, Pid root);

  /** The start has failed; the end of the master follows. */
  void notUp(Masters.Master master, StartResult.Refused refused);

  /** The master has ended; its root may be left, if it was killed. */
  void ended(Masters.Master master, ExitReason reason, boolean isRootLeft);
}
