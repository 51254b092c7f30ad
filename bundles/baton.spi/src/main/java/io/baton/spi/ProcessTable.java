package io.baton.spi;

import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Registry of the processes, as the code server and the shell see them. Thread-safe; nothing here
 * blocks.
 */
@ProviderType
public interface ProcessTable {
  /** One process, or a thread with a mailbox. Live: each call reads the current value. */
  @ProviderType
  interface Running {
    /** Returns its pid. */
    Pid pid();

    /** Returns its registered name, or empty. */
    Optional<String> name();

    /** Returns the thread that it runs on. */
    Thread thread();

    /**
     * Returns what it waits for, such as {@code receive Request} or {@code a reply of <7>}; or
     * empty.
     */
    Optional<String> waitsFor();

    /**
     * Returns the turn that it runs, has just run, or is about to run: there is no moment between
     * the return of one turn and the start of the next at which neither the stack nor this shows
     * the version that the process is in. Empty for a thread that is not a process.
     */
    Optional<Turn> turn();

    /**
     * Returns whether it is alive. False as soon as it has ended for everyone, before its links and
     * monitors are notified; its thread may still be unwinding then. Code that lists or counts
     * processes calls this.
     */
    boolean isAlive();

    /**
     * Returns whether the turn that it shows is the first of its version: any turn before was of
     * another version. As long as no frame shows that version, it has not entered it. To be called
     * after {@link #turn()}, which is to be called after an inspection of the stack.
     */
    boolean isFirstTurn();

    /**
     * Returns whether it may have a frame of a version on its stack, without inspecting the stack.
     * Called when no process can enter the version any more.
     *
     * @param watch of the version
     * @return false only if it certainly has none
     */
    boolean mayBeIn(Watch watch);

    /**
     * Returns the number of the receive wait that it is in.
     *
     * @return never the same for two waits of a process; 0 while it does not wait
     */
    long waiting();

    /**
     * Records for {@link #mayBeIn} what was seen on its stack, as long as the wait lasts.
     *
     * @param waiting the wait in which it was seen
     * @param versions numbers of all versions that it has frames of
     */
    void seen(long waiting, Set<Long> versions);

    /**
     * Returns the values that it keeps from turn to turn or has been sent: the state of a server,
     * the arguments of the loop that it runs, its mailbox, its dictionary, what its timers will
     * send. Local variables of its code are not included.
     *
     * <p>The process continues meanwhile, so the snapshot is inexact: a value may be gone already,
     * one that arrives now may be missing, and a collection may be changed while it is read. Costs
     * the process nothing.
     *
     * @return empty if it has ended
     */
    List<Kept> kept();
  }

  /**
   * A value that a process keeps.
   *
   * @param what it is: {@code state}, {@code message}, {@code argument 1}
   * @param value of any version
   */
  record Kept(String what, Object value) {}

  /** A turn that keeps values for its process. */
  @ProviderType
  interface Keeper {
    /**
     * Returns what it keeps.
     *
     * @return as {@link Running#kept()}
     */
    List<Kept> kept();
  }

  /** Record of the processes that enter a version. */
  @ProviderType
  interface Watch extends AutoCloseable {
    /**
     * Returns whether it has recorded every process that has entered the version since it began.
     *
     * @return false if the version has code that cannot be watched, or is entered so often that
     *     watching it would slow it down
     */
    boolean isComplete();

    /** Stops recording. */
    @Override
    void close();
  }

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
   * Returns all living processes; to be used to list, count or inspect processes.
   *
   * @return a snapshot; a process that ends later is no longer {@linkplain Running#isAlive alive}
   */
  default Collection<? extends Running> living() {
    return running().stream().filter(Running::isAlive).toList();
  }

  /**
   * Returns all living processes, and those that have ended but whose thread has not unwound yet.
   * Only code that must know where threads are needs the latter.
   *
   * @return a snapshot
   */
  Collection<? extends Running> running();

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

  /**
   * Runs a body as a process of its own that lasts from call to call: the shell of a session.
   *
   * @param <T> the type of the body's result
   * @param session that the process belongs to; kept weakly
   * @param body runs on the calling thread
   * @return what the body returned
   * @throws Exception what the body threw
   */
  <T> T runAs(Object session, Callable<T> body) throws Exception;
}
