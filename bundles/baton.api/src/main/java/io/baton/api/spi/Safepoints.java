package io.baton.api.spi;

import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The points in a module's code at which something can be done to the thread that runs it: each
 * method entry and each loop back-edge. They cost nothing until they are armed. Thread-safe.
 */
@ProviderType
public interface Safepoints {
  /** What a thread does at a safepoint. May throw, and so end the code it stands in; may block. */
  interface Check {
    /**
     * At the entry of a method, before any of its code.
     *
     * @param version number of the version that is being entered
     */
    void entering(long version);

    /**
     * At the end of one round of a loop.
     *
     * @param version number of the version that loops
     */
    void looping(long version);

    /**
     * At the entry of a method that only reads, makes, compares or prints data of the version. Data
     * outlives its version: a check does not end who uses it.
     *
     * @param version number of the version whose data it is
     */
    default void usingData(long version) {}

    /**
     * Whether static initialisers of the versions that this check is in force in may be ended,
     * since nobody needs their classes any more.
     *
     * @return false usually: a class whose initialiser is ended is broken for everybody
     */
    default boolean endsInitialisers() {
      return false;
    }
  }

  /** A check that is in force. */
  interface Armed extends AutoCloseable {
    /** Takes the check out of force; called twice: nothing. */
    @Override
    void close();
  }

  /**
   * Puts a check in force. When it returns, every thread meets the check at its next safepoint in
   * the version. Several checks of one version are all met.
   *
   * @param version number of the version, as stack traces show it; nothing happens if it is gone
   * @param check must not run code of any module
   * @return takes it out of force again
   */
  Armed arm(long version, Check check);

  /**
   * Begins a new moment of {@link #clock()}.
   *
   * @return greater than what the clock has shown to anyone
   */
  default long tick() {
    return 0;
  }

  /**
   * A clock that goes on whenever a version gets its first class, and with {@link #tick()}. Costs
   * what reading a field costs.
   *
   * @return the moment
   */
  default long clock() {
    return 0;
  }

  /**
   * When a version got its first class: none of its code has run before.
   *
   * @param version number of the version
   * @return by {@link #clock()}; 0 if the version is gone
   */
  default long born(long version) {
    return 0;
  }

  /**
   * Whether each method of the classes that a version has loaded meets a check at its entry.
   *
   * @param version number of the version
   * @return false if a method is so large that no safepoint fits in, or if the version is gone
   */
  default boolean seesEveryEntry(long version) {
    return false;
  }

  /**
   * Whether a thread runs code of a version that no stack trace shows: a method of a hidden class
   * that the version has made.
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
   * Whether a thread runs a static initialiser of a class of a version that must not be ended in
   * there: no check of that version {@linkplain Check#endsInitialisers says otherwise}.
   *
   * @param thread any
   * @return false for nearly all threads, at nearly no cost
   */
  default boolean isInitialising(Thread thread) {
    return false;
  }

  /**
   * The versions whose code a thread runs without a stack trace showing it.
   *
   * @param thread any
   * @return their numbers; nearly always none
   */
  default Set<Long> unseen(Thread thread) {
    return Set.of();
  }
}
