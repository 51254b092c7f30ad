package io.baton.spi;

import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The points in a module's code at which something can be done to the thread that runs it: each
 * method entry and each loop back-edge. They cost nothing until they are armed. Thread-safe.
 */
@ProviderType
public interface Safepoints {
  /**
   * Code that a thread runs at a safepoint. May throw, and so end the code of that point; may
   * block.
   */
  @ProviderType
  interface Check {
    /**
     * Runs at the entry of a method, before any of its code.
     *
     * @param version number of the version that is being entered
     */
    void entering(long version);

    /**
     * Runs at the end of one round of a loop.
     *
     * @param version number of the version that loops
     */
    void looping(long version);

    /**
     * Runs at the entry of a method that only reads, makes, compares or prints data of the version.
     * Data outlives its version: a check does not end a process that uses it.
     *
     * @param version number of the version whose data it is
     */
    default void usingData(long version) {}

    /**
     * Returns whether static initialisers of the versions that this check is in force in may be
     * ended, since their classes are no longer needed.
     *
     * @return false by default: a class whose initialiser is ended is broken for every process
     */
    default boolean endsInitialisers() {
      return false;
    }
  }

  /** A check that is in force. */
  @ProviderType
  interface Armed extends AutoCloseable {
    /** Disarms the check. A second call has no effect. */
    @Override
    void close();
  }

  /**
   * Puts a check in force. When it returns, every thread runs the check at its next safepoint in
   * the version. Of several checks of one version, all run.
   *
   * @param version number of the version, as stack traces show it; nothing happens if it is gone
   * @param check must not run code of any module
   * @return the armed check, to be closed
   */
  Armed arm(long version, Check check);

  /**
   * Advances {@link #clock()}.
   *
   * @return greater than any value that the clock has returned
   */
  default long tick() {
    return 0;
  }

  /**
   * Returns the time of a clock that advances whenever a version gets its first class, and with
   * {@link #tick()}. Costs what reading a field costs.
   *
   * @return the moment
   */
  default long clock() {
    return 0;
  }

  /**
   * Returns when a version got its first class: none of its code has run before.
   *
   * @param version number of the version
   * @return by {@link #clock()}; 0 if the version is gone
   */
  default long born(long version) {
    return 0;
  }

  /**
   * Returns whether each method of the classes that a version has loaded runs checks at its entry.
   *
   * @param version number of the version
   * @return false if a method is so large that no safepoint fits in, or if the version is gone
   */
  default boolean seesEveryEntry(long version) {
    return false;
  }

  /**
   * Returns whether a thread runs code of a version that no stack trace shows: a method of a hidden
   * class that the version has made.
   *
   * @param version number of the version
   * @param thread any
   * @param isAtAGate whether the thread stands at a safepoint: a method that it is about to enter
   *     does not count
   * @return false if the version is gone
   */
  default boolean isUnseen(long version, Thread thread, boolean isAtAGate) {
    return false;
  }

  /**
   * Returns whether a thread runs a static initialiser that must not be ended: no check of its
   * version {@linkplain Check#endsInitialisers allows that}.
   *
   * @param thread any
   * @return false for nearly all threads, at nearly no cost
   */
  default boolean isInitialising(Thread thread) {
    return false;
  }

  /**
   * Returns the versions whose code a thread runs without a stack trace showing it.
   *
   * @param thread any
   * @return their numbers; nearly always none
   */
  default Set<Long> unseen(Thread thread) {
    return Set.of();
  }
}
