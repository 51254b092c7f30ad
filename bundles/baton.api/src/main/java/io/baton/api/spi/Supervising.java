package io.baton.api.spi;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What supervisors need of processes besides what everyone has. Thread-safe; never blocks. */
@ProviderType
public interface Supervising {
  /**
   * Starts a process that starts others for the caller. It is linked to the caller; and what it
   * starts linked is linked to the caller too, from its first moment, and not to the helper.
   *
   * @param first what it runs
   * @return the helper
   */
  Helper spawnHelper(Next first);

  /** A process that starts others for the one that started it. */
  @ProviderType
  interface Helper {
    /** Its pid. */
    Pid pid();

    /**
     * Whom it has started linked so far. Once the helper has been ended, nobody comes in addition:
     * a process that it was about to start ends before it runs.
     *
     * @return a snapshot, in order of start
     */
    List<Pid> started();
  }

  /**
   * Whom a process that the caller starts linked is linked to: the caller, or whom it helps.
   *
   * @return the parent of such a process
   */
  Pid parent();

  /**
   * Whether a process was ended by {@link ProcessTable#kill}, as a purge does. Everyone else sees
   * {@link ExitReason#KILLED}, which does not say by whom.
   *
   * @param pid of a process that has ended
   * @return false as well if it was ended by something else before
   */
  boolean wasPurged(Pid pid);
}
