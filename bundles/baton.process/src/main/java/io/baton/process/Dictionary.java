package io.baton.process;

import io.baton.api.process.DictionaryKey;
import io.baton.process.spawn.Callers;
import io.baton.spi.Handover;
import java.util.Optional;

/**
 * Dictionary of the calling process. Converts a value to the classes of the version that reads it.
 */
record Dictionary(Callers callers, Handover handover) {
  <T> void put(DictionaryKey<T> key, T value) {
    callers.me().resources().put(key.name(), key.type().cast(value));
  }

  <T> Optional<T> get(DictionaryKey<T> key) {
    Object value = callers.me().resources().get(key.name());
    ClassLoader into = key.type().getClassLoader();
    if (value == null) {
      return Optional.empty();
    }
    return Optional.of(
        key.type().isInstance(value) || into == null
            ? key.type().cast(value)
            : key.type()
                .cast(handover.convert(value, new Handover.Into(key.type(), into, key.name()))));
  }

  void erase(DictionaryKey<?> key) {
    callers.me().resources().erase(key.name());
  }
}
