package io.baton.process;

import io.baton.api.process.DictionaryKey;
import io.baton.process.spawn.Callers;
import io.baton.process.state.LocalProcess;
import io.baton.spi.Counterparts;
import io.baton.spi.Handover;
import io.baton.spi.Turn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Dictionary of the calling process. Converts a value to the classes of the version that reads it,
 * once: what it becomes takes its place, and nothing holds the version before.
 */
record Dictionary(Callers callers, Handover handover) {
  <T> void put(DictionaryKey<T> key, T value) {
    callers.me().resources().put(key.name(), key.type().cast(value));
  }

  <T> Optional<T> get(DictionaryKey<T> key) {
    LocalProcess me = callers.me();
    Object value = me.resources().get(key.name());
    if (value == null) {
      return Optional.empty();
    }
    ClassLoader into = destination(value, key.type(), me);
    if (into == null) {
      return Optional.of(key.type().cast(value));
    }
    T own =
        key.type().cast(handover.convert(value, new Handover.Into(key.type(), into, key.name())));
    me.resources().replace(key.name(), value, own);
    return Optional.of(own);
  }

  /**
   * Returns the version that the value has to be converted for: the one whose type is wanted, or,
   * if versions share that type, the one that runs. Null if the value is what is wanted.
   */
  private static @Nullable ClassLoader destination(
      Object value, Class<?> type, LocalProcess reader) {
    ClassLoader ours = type.getClassLoader();
    if (!type.isInstance(value)) {
      return ours;
    }
    ClassLoader theirs = value.getClass().getClassLoader();
    if (theirs == null || theirs == ours) {
      return null;
    }
    ClassLoader into = reader.turn().map(Turn::code).orElse(null);
    Class<?> own = into == null ? null : Counterparts.of(value.getClass(), into);
    return own == null || own == value.getClass() ? null : into;
  }

  void erase(DictionaryKey<?> key) {
    callers.me().resources().erase(key.name());
  }
}
