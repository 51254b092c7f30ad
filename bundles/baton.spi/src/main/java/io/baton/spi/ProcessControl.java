package io.baton.spi;

import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Access of the code server to processes: it finds those in a version, and ends them. Thread-safe;
 * nothing here blocks but {@link #settle}.
 */
@ProviderType
public interface ProcessControl extends ProcessTable {
  /**
   * Watches a version that no qualified call reaches any more.
   *
   * @param version its number
   * @return the watch, to be closed when the version is gone
   */
  Watch watch(long version);

  /**
   * Starts a process on a platform thread: one that must run even if all carriers are taken.
   *
   * @param first what it does
   * @return its pid
   */
  Pid spawnApart(Next first);

  /**
   * Returns all living processes, and those that have ended but whose thread has not unwound yet.
   * Only code that must know where threads are needs the latter.
   *
   * @return a snapshot
   */
  Collection<? extends Running> running();

  /**
   * Begins to observe all processes: those that {@link #running} returns, and those that begin
   * while they are looked at.
   *
   * @return to be closed, soon
   */
  default Observation observe() {
    return new Observation() {
      @Override
      public Collection<? extends Running> running() {
        return ProcessControl.this.running();
      }

      @Override
      public Collection<? extends Running> begun() {
        return List.of();
      }

      @Override
      public boolean isContained(Running process) {
        return false;
      }

      @Override
      public Optional<ThreadContainer> container() {
        return Optional.empty();
      }

      @Override
      public void close() {
        // nothing is recorded
      }
    };
  }

  /**
   * All processes, while they are looked at. None is missed: one that is in no snapshot has begun
   * since.
   */
  @ProviderType
  interface Observation extends AutoCloseable {
    /** Returns a snapshot, as {@link ProcessControl#running} does. */
    Collection<? extends Running> running();

    /**
     * Returns the processes that have begun since the observation, and whose thread has not unwound
     * yet.
     *
     * @return a snapshot
     */
    Collection<? extends Running> begun();

    /**
     * Returns the container of the threads of processes. Each thread in it is that of a process in
     * a snapshot, or of one that has begun since, or runs no code of a module any more.
     *
     * @return empty if processes are started in none
     */
    Optional<ThreadContainer> container();

    /**
     * Returns whether the thread of a process is in the container.
     *
     * @param process from a snapshot
     * @return false for a thread that Baton did not start, and for a platform thread
     */
    boolean isContained(Running process);

    /** Ends the observation. */
    @Override
    void close();
  }

  /**
   * Lets processes that wait until their version of a module is replaced go on to the current one.
   * Called before that version is purged. Blocks until they have left the turn in which they
   * waited, for half a second after the last that has; does not wait for the others.
   *
   * @param module its name
   */
  void settle(String module);

  /**
   * Ends a process as a purge does: at once to everyone else, untrappably, with reason {@code
   * killed}; its thread is interrupted and unwinds when it can. One that runs a {@linkplain
   * Safepoints#isInitialising static initialiser} ends when that has returned.
   *
   * @param process to end
   * @return false if it had ended already, for another reason
   */
  boolean kill(Running process);

  /**
   * Registers a thread that is not a process as one.
   *
   * @param thread any living thread
   * @return its entry; the same as long as the thread lives
   */
  Running adopt(Thread thread);

  /**
   * Checks that the calling process has not been ended.
   *
   * @throws ProcessExit if the calling process has been ended
   */
  void checkCaller();

  /**
   * Checks the caller at a safepoint. An ended process still passes for a moment, so that its
   * handlers run.
   *
   * @throws ProcessExit if the calling process has been ended, and that moment is over
   */
  default void checkAtSafepoint() {
    checkCaller();
  }
}
