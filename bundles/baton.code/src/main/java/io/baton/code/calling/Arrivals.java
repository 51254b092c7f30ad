package io.baton.code.calling;

import java.util.concurrent.CompletableFuture;

/** Wait for the first version of a module, whose {@code onLoad} is running. */
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
}
