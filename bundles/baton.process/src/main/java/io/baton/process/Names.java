package io.baton.process;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Who has which name. Names are claimed and freed under the monitor of the process that has them.
 */
final class Names {
  private final ConcurrentMap<String, LocalProcess> owners = new ConcurrentHashMap<>();

  boolean claim(String name, LocalProcess process) {
    return owners.putIfAbsent(name, process) == null;
  }

  void free(String name) {
    owners.remove(name);
  }

  Optional<LocalProcess> find(String name) {
    return Optional.ofNullable(owners.get(name));
  }
}
