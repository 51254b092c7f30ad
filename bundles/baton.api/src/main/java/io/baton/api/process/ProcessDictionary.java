package io.baton.api.process;

import io.baton.api.spi.ProcessRuntime;
import io.baton.api.spi.Runtimes;
import java.util.Optional;

/**
 * Values that belong to the calling process and go with it (Erlang's process dictionary). For what
 * every function of a process may need and none should pass on, such as the request that it works
 * for. When the process ends, all of it is gone, and keeps no version alive.
 *
 * <p>A key is its name: a value that one version has put is there for the next, converted as
 * messages are. Until it is erased, its class keeps the version that it is of in memory. Functions
 * throw as those of {@link Processes} do.
 */
public final class ProcessDictionary {
  private ProcessDictionary() {}

  private static ProcessRuntime runtime() {
    return Runtimes.PROCESSES.active();
  }

  /**
   * Keeps a value.
   *
   * @param <T> the type of the value
   * @param key where; what was there is gone
   * @param value of the key's type
   */
  public static <T> void put(DictionaryKey<T> key, T value) {
    runtime().put(key, value);
  }

  /**
   * The value that was put.
   *
   * @param <T> the type of the value
   * @param key where
   * @return empty if nothing was put there, or it was erased
   * @throws io.baton.api.code.HandoverException if another version put it and it does not convert
   * @throws ClassCastException if it is of another type
   */
  public static <T> Optional<T> get(DictionaryKey<T> key) {
    return runtime().get(key);
  }

  /**
   * Removes a value.
   *
   * @param key where; nothing there: nothing happens
   */
  public static void erase(DictionaryKey<?> key) {
    runtime().erase(key);
  }
}
