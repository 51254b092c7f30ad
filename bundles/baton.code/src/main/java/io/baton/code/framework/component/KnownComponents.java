package io.baton.code.framework.component;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The components of versions, by class loader. Thread-safe. */
public final class KnownComponents {
  /** Written by loads and purges, read by threads that register services. */
  private final ConcurrentMap<ClassLoader, ModuleComponent> components = new ConcurrentHashMap<>();

  /** Knows none. */
  public KnownComponents() {}

  void add(ModuleComponent component) {
    components.put(component.loader(), component);
  }

  void remove(ModuleComponent component) {
    components.remove(component.loader(), component);
  }

  public Optional<ModuleComponent> of(ClassLoader loader) {
    return Optional.ofNullable(components.get(loader));
  }

  Collection<ModuleComponent> all() {
    return components.values();
  }
}
