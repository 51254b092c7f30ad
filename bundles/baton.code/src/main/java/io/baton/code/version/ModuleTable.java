package io.baton.code.version;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Versions of all modules: at most one current and one old of each. Knows no bundle, thread or
 * clock.
 *
 * <p>The entry of a module is written by the lane of that module only, and read by any thread.
 *
 * @param <V> a version
 */
public final class ModuleTable<V> {
  /** The versions of one module at one moment. */
  public record Versions<V>(@Nullable V current, @Nullable Old<V> old) {
    public Optional<V> currentVersion() {
      return Optional.ofNullable(current);
    }

    public Optional<V> oldVersion() {
      return old == null ? Optional.empty() : Optional.of(old.version());
    }
  }

  /** A version that is not current any more, and since when. */
  public record Old<V>(V version, Instant since) {}

  private final ConcurrentSkipListMap<String, Versions<V>> modules = new ConcurrentSkipListMap<>();

  public Versions<V> of(String module) {
    return modules.getOrDefault(module, new Versions<>(null, null));
  }

  /**
   * All modules that are there, in the order of their names; a module that comes or goes meanwhile
   * may be in it or not. Not made by {@code new TreeMap<>(modules)}: that asks for the size first,
   * and fails or leaves modules out if it changes.
   */
  public NavigableMap<String, Versions<V>> all() {
    var all = new TreeMap<String, Versions<V>>();
    modules.forEach(all::put);
    return all;
  }

  /**
   * Makes a version current, and old what was; nothing happens if it is current already. If there
   * was no current version, an old one stays.
   *
   * @throws IllegalStateException if there are both; nothing has changed
   */
  public void load(String module, V next, Instant now) {
    Versions<V> versions = of(module);
    if (versions.current() != next) {
      put(module, next, versions.current() == null ? versions.old() : retired(module, now));
    }
  }

  /**
   * Makes the old version current again, and old what was current, in one step: no reader finds
   * fewer versions in between.
   *
   * @param again takes the place of the old version
   * @throws IllegalStateException if there is no old version; nothing has changed
   */
  public void takeBack(String module, V again, Instant now) {
    Versions<V> versions = of(module);
    if (versions.current() == again) {
      return;
    }
    if (versions.old() == null) {
      throw new IllegalStateException(module + " has no old version");
    }
    V current = versions.current();
    put(module, again, current == null ? null : new Old<>(current, now));
  }

  /**
   * Makes current old.
   *
   * @throws IllegalStateException if there is an old version; nothing has changed
   */
  public void delete(String module, Instant now) {
    put(module, null, retired(module, now));
  }

  /** Takes the old version out, if there is one. */
  public void purge(String module) {
    put(module, of(module).current(), null);
  }

  private @Nullable Old<V> retired(String module, Instant now) {
    Versions<V> versions = of(module);
    if (versions.old() != null) {
      throw new IllegalStateException(
          "%s must be purged first: %s".formatted(module, versions.old()));
    }
    V current = versions.current();
    return current == null ? null : new Old<>(current, now);
  }

  private void put(String module, @Nullable V current, @Nullable Old<V> old) {
    if (current == null && old == null) {
      modules.remove(module);
    } else {
      modules.put(module, new Versions<>(current, old));
    }
  }
}
