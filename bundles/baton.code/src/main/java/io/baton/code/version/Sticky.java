package io.baton.code.version;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The modules that must not be replaced while they are loaded. */
public final class Sticky {
  /** Written and read by any thread. */
  private final Set<String> marked = ConcurrentHashMap.newKeySet();

  private final ModuleTable<?> table;

  public Sticky(ModuleTable<?> table) {
    this.table = table;
  }

  public void stick(String module) {
    marked.add(module);
  }

  public void unstick(String module) {
    marked.remove(module);
  }

  /** Returns whether a load is refused: the module is marked, and loaded. */
  public boolean isSticky(String module) {
    return marked.contains(module) && table.of(module).current() != null;
  }
}
