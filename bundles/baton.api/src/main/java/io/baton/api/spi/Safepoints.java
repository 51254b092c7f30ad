package io.baton.api.spi;

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
}
