package io.baton.api.process;

import java.util.Optional;

/**
 * Values that belong to the calling process and are dropped when it ends (Erlang's process
 * dictionary). Meant for what every function of a process may need without passing it on, such as
 * the request that it works for. After the end of the process its values keep no version alive.
 *
 * <p>A key is identified by its name: a value that one version has put is available to the next,
 * converted as messages are. It is converted when the next version reads it for the first time, and
 * what it becomes takes its place. Until then, or until it is erased, its class keeps its version
 * in memory. Functions throw as those of {@link Processes} do.
 */
public final class ProcessDictionary {
  private ProcessDictionary() {}

  private static ProcessRuntime runtime() {
    return ProcessRuntime.HOLDER.active();
  }

  /**
   * Keeps a value.
   *
   * @param <T> the type of the value
   * @param key of the value; replaces the value that it had
   * @param value of the key's type
   */
  public static <T> void put(DictionaryKey<T> key, T value) {
    runtime().put(key, value);
  }

  /**
   * Returns the value of a key.
   *
   * @param <T> the type of the value
   * @param key of the value
   * @return empty if nothing was put there, or it was erased; the same object at each call of one
   *     version
   * @throws io.baton.api.code.HandoverException if another version put it and it does not convert;
   *     it stays as it was
   * @throws ClassCastException if it is of another type
   */
  public static <T> Optional<T> get(DictionaryKey<T> key) {
    return runtime().get(key);
  }

  /**
   * Removes a value.
   *
   * @param key of the value; without a value, nothing happens
   */
  public static void erase(DictionaryKey<?> key) {
    runtime().erase(key);
  }
}
