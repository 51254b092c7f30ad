package io.baton.spi;

import io.baton.api.process.Pid;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** Registry of the processes, to list, count and inspect them. Thread-safe; nothing here blocks. */
@ProviderType
public interface ProcessTable {
  /** One process, or a thread with a mailbox. Live: each call reads the current value. */
  @ProviderType
  interface Running {
    /** Returns its pid. */
    Pid pid();

    /** Returns its registered name, or empty. */
    Optional<String> name();

    /**
     * Returns what a person knows it by: its registered name, or else its {@link Turn#role()}.
     *
     * @return may be empty
     */
    default String title() {
      return name().or(() -> turn().flatMap(Turn::role)).orElse("");
    }

    /** Returns the pid, and the title if it has one: {@code <7> (server of frequency)}. */
    default String label() {
      String title = title();
      return title.isEmpty() ? pid().toString() : "%s (%s)".formatted(pid(), title);
    }

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
     * Returns whether it may have a frame of any of several versions on its stack, as {@link
     * #mayBeIn} does.
     *
     * @param watches one for each version
     * @return false only if it certainly has none
     */
    default boolean mayBeInAny(List<? extends Watch> watches) {
      return watches.stream().anyMatch(this::mayBeIn);
    }

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
   * Returns all living processes.
   *
   * @return a snapshot; a process that ends later is no longer {@linkplain Running#isAlive alive}
   */
  Collection<? extends Running> living();

  /**
   * Returns the living processes that a load of a module has to find, and perhaps others: all that
   * show a turn {@linkplain Turn#affectedBy affected by} it, or by every module. Costs nothing for
   * processes that have nothing to do with the module.
   *
   * @param module its name
   * @return a snapshot; omits none that shows such a turn all the while
   */
  default Collection<? extends Running> living(String module) {
    return living();
  }

  /**
   * Returns whether processes wait for a carrier now. What can wait should leave the carriers to
   * them.
   *
   * @return false if that is not known
   */
  default boolean areCarriersScarce() {
    return false;
  }
}
