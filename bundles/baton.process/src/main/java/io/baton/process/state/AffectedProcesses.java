package io.baton.process.state;

import io.baton.spi.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Processes that loads have to find, by the module whose loads affect them. A load looks at these
 * only, however many others there are. Each process adds and removes itself, on its own thread,
 * when its turn is of another module than the one before; turns of the same module, and processes
 * that no load affects, touch nothing here. See decision 0079.
 */
public final class AffectedProcesses {
  /**
   * By module, and {@link Turn#EVERY_MODULE}. Written by the processes, read by loads. A module
   * that is gone leaves an empty entry.
   */
  private final ConcurrentMap<String, ConcurrentMap<LocalPid, LocalProcess>> byModule =
      new ConcurrentHashMap<>();

  /** Adds a process, before it shows a turn of the module. */
  void add(String module, LocalProcess process) {
    byModule.computeIfAbsent(module, _ -> new ConcurrentHashMap<>()).put(process.pid(), process);
  }

  /** Removes a process, when it shows no turn of the module any more. */
  void remove(String module, LocalPid process) {
    ConcurrentMap<LocalPid, LocalProcess> known = byModule.get(module);
    if (known != null) {
      known.remove(process);
    }
  }

  /**
   * Returns a snapshot of the living processes that loads of a module affect. A process that is
   * added later sees all that the caller has written before.
   */
  public List<LocalProcess> living(String module) {
    List<LocalProcess> found = new ArrayList<>();
    collect(module, found);
    collect(Turn.EVERY_MODULE, found);
    return found;
  }

  private void collect(String module, List<LocalProcess> found) {
    ConcurrentMap<LocalPid, LocalProcess> known = byModule.get(module);
    if (known != null) {
      for (LocalProcess process : known.values()) {
        if (process.isAlive()) {
          found.add(process);
        }
      }
    }
  }
}
