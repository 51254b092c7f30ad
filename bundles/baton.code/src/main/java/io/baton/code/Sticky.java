package io.baton.code;

import io.baton.code.version.ModuleTable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The modules that must not be replaced while they are loaded. */
final class Sticky {
  /** Written and read by any thread. */
  private final Set<String> marked = ConcurrentHashMap.newKeySet();

  private final ModuleTable<?> table;

  Sticky(ModuleTable<?> table) {
    this.table = table;
  }

  void stick(String module) {
    marked.add(module);
  }

  void unstick(String module) {
    marked.remove(module);
  }

  /** Returns whether a load is refused: the module is marked, and loaded. */
  boolean isSticky(String module) {
    return marked.contains(module) && table.of(module).current() != null;
  }
}
