package io.baton.spi;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Functions of processes that only supervisors need. Thread-safe; never blocks. */
@ProviderType
public interface Supervising {
  /**
   * Starts a process that starts others for the caller. It is linked to the caller; and a process
   * that it starts linked is linked to the caller, from its first moment, and not to the helper.
   *
   * @param first what it runs
   * @return the helper
   */
  Helper spawnHelper(Next first);

  /** A process that starts others for the one that started it. */
  @ProviderType
  interface Helper {
    /** Returns its pid. */
    Pid pid();

    /**
     * Returns the processes that it has started linked so far. Once the helper has been ended, none
     * is added: a process that it was about to start ends before it runs.
     *
     * @return a snapshot, in order of start
     */
    List<Pid> started();
  }

  /**
   * Returns the process to which those that the caller starts linked are linked: the caller, or the
   * one it helps.
   *
   * @return the parent of such a process
   */
  Pid parent();

  /**
   * Returns whether a process was ended by {@link ProcessControl#kill}, as a purge does. All others
   * see {@link ExitReason#KILLED}, which does not show the cause.
   *
   * @param pid of a process that has ended
   * @return false as well if it was ended otherwise before
   */
  boolean wasPurged(Pid pid);
}
