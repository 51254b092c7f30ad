package io.baton.code.running;

import java.util.Optional;

/**
 * Runs code of a module that may not return, such as its constructor, where it can be seen and
 * ended: in a process.
 */
@FunctionalInterface
public interface ModuleCode {
  /** Code that is to be run. */
  @FunctionalInterface
  interface Body {
    /**
     * Runs it.
     *
     * @throws Exception whatever the code throws
     */
    void run() throws Exception;
  }

  /**
   * Outcome of running it.
   *
   * @param failure why it did not return; empty if it did
   * @param isOver whether its thread has left the code
   */
  record Outcome(Optional<String> failure, boolean isOver) {}

  /**
   * Runs code and waits until it has returned, has been ended, or has had its time.
   *
   * @param module name of the module, shown with the process
   * @param loader of the module's classes
   * @param name of the code, shown with the process
   * @param body the code
   * @return what became of it
   */
  Outcome run(String module, ClassLoader loader, String name, Body body);
}
