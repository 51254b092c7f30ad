package io.baton.code.version;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The modules that must not be replaced while they are loaded: those that callers have marked, and
 * those that the configuration names.
 */
public final class Sticky {
  /** Written by any thread, guarded by this; read by any thread. */
  private final Set<String> marked = ConcurrentHashMap.newKeySet();

  /** Keeps what is marked. Written by the code server when it begins, read under the same guard. */
  private Consumer<Set<String>> record = _ -> {};

  /** Written by the code server when it begins, read by any thread. */
  private volatile Supplier<StickySettings> settings = () -> StickySettings.NONE;

  private final ModuleTable<?> table;

  public Sticky(ModuleTable<?> table) {
    this.table = table;
  }

  /**
   * Asks for the configuration from now on.
   *
   * @param now what is in force
   */
  public void configuredBy(Supplier<StickySettings> now) {
    settings = now;
  }

  /**
   * Marks what was marked before a restart, and records changes from now on.
   *
   * @param before names of modules
   * @param changed gets all that are marked
   */
  public synchronized void keptBy(Set<String> before, Consumer<Set<String>> changed) {
    marked.addAll(before);
    record = changed;
  }

  public synchronized void stick(String module) {
    if (marked.add(module)) {
      record.accept(Set.copyOf(marked));
    }
  }

  public synchronized void unstick(String module) {
    if (marked.remove(module)) {
      record.accept(Set.copyOf(marked));
    }
  }

  /** Returns whether a load is refused: the module is loaded, and marked or configured. */
  public boolean isSticky(String module) {
    return isLoaded(module)
        && (marked.contains(module) || settings.get().protects(module).isPresent());
  }

  /**
   * Returns which property protects a module that is loaded.
   *
   * @param module its name
   * @return the property and its value; empty if none does
   */
  public Optional<String> configured(String module) {
    return isLoaded(module) ? settings.get().protects(module) : Optional.empty();
  }

  private boolean isLoaded(String module) {
    return table.of(module).current() != null;
  }
}
