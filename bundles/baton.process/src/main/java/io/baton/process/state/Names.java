package io.baton.process.state;

import io.baton.api.process.Pid;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Registry of names. A name is claimed and freed under the monitor of the process that has it. */
public final class Names {
  private final ConcurrentMap<String, LocalProcess> owners = new ConcurrentHashMap<>();

  boolean claim(String name, LocalProcess process) {
    return owners.putIfAbsent(name, process) == null;
  }

  void free(String name, LocalProcess process) {
    boolean _ = owners.remove(name, process);
  }

  public Optional<LocalProcess> find(String name) {
    return Optional.ofNullable(owners.get(name));
  }

  /** Returns the process with this name, or throws an {@link IllegalArgumentException}. */
  public LocalProcess get(String name) {
    return find(name).orElseThrow(() -> notRegistered(name));
  }

  public void register(String name, Pid pid) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a registered name must not be blank");
    }
    LocalProcess process = LocalPid.processOf(pid);
    if (process == null) {
      throw new IllegalArgumentException(pid + " has ended: it cannot be registered as " + name);
    }
    if (!process.takeName(name, this)) {
      throw new IllegalArgumentException(
          find(name)
              .map(owner -> "%s is taken by %s".formatted(name, owner))
              .orElseGet(() -> "%s has ended or has a name already".formatted(pid)));
    }
  }

  public void unregister(String name) {
    if (!get(name).dropName(name, this)) {
      throw notRegistered(name);
    }
  }

  private static IllegalArgumentException notRegistered(String name) {
    return new IllegalArgumentException("no process is registered as " + name);
  }
}
