package io.baton.code.calling;

import java.util.concurrent.CompletableFuture;

/** How callers get the first version of a module: they wait for it, or load it. */
@FunctionalInterface
public interface Arrivals {
  /**
   * Waits on the calling thread, which may be any. Ends if the calling process gets an exit signal.
   *
   * @param module whose version is waited for
   * @param arrived completed, normally, when the version is current or dropped
   * @return false if the caller must not wait: it would wait for itself
   */
  boolean await(String module, CompletableFuture<?> arrived);

  /**
   * Loads a module that is called and not loaded, on the calling thread, unless calls load nothing.
   * Callers of one moment share one load.
   *
   * @param module that has no current version, and none on its way
   * @return whether it has one now
   */
  default boolean load(String module) {
    return false;
  }
}
