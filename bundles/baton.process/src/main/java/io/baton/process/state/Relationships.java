package io.baton.process.state;

import io.baton.api.process.MonitorRef;
import io.baton.api.process.Pid;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Links and monitors of one process, and the callers that wait for its reply. Guarded by the
 * process's monitor. Most processes have none.
 */
final class Relationships {
  private @Nullable Set<LocalProcess> links;
  private @Nullable Map<MonitorRef, LocalProcess> watchers;
  private @Nullable Map<MonitorRef, LocalProcess> watching;

  /** First of the callers that wait for a reply of the process. */
  private @Nullable AwaitedReply slots;

  /** Returns the linked processes; null if there are none. */
  @Nullable Set<LocalProcess> linked() {
    return links;
  }

  /** Returns the processes that monitor this one; null if there are none. */
  @Nullable Map<MonitorRef, LocalProcess> watchers() {
    return watchers;
  }

  /** Returns the processes that this one monitors; null if there are none. */
  @Nullable Map<MonitorRef, LocalProcess> watching() {
    return watching;
  }

  void addLink(LocalProcess other) {
    if (links == null) {
      links = new HashSet<>(4);
    }
    links.add(other);
  }

  boolean isLinked(LocalProcess other) {
    return links != null && links.contains(other);
  }

  boolean removeLink(LocalProcess other) {
    return links != null && links.remove(other);
  }

  void removeLinkTo(Pid other) {
    if (links != null) {
      links.removeIf(process -> process.pid() == other);
    }
  }

  void addWatcher(MonitorRef ref, LocalProcess watcher) {
    if (watchers == null) {
      watchers = new HashMap<>(4);
    }
    watchers.put(ref, watcher);
  }

  void removeWatcher(MonitorRef ref) {
    if (watchers != null) {
      watchers.remove(ref);
    }
  }

  void addMonitor(MonitorRef ref, LocalProcess other) {
    if (watching == null) {
      watching = new HashMap<>(4);
    }
    watching.put(ref, other);
  }

  boolean isWatching(MonitorRef ref) {
    return watching != null && watching.containsKey(ref);
  }

  @Nullable LocalProcess removeMonitor(MonitorRef ref) {
    return watching == null ? null : watching.remove(ref);
  }

  void addSlot(AwaitedReply slot) {
    slots = slot.before(slots);
  }

  void removeSlot(AwaitedReply slot) {
    slots = slot.outOf(slots);
  }

  @Nullable AwaitedReply slots() {
    return slots;
  }

  Set<Pid> links() {
    return links == null ? Set.of() : pids(links);
  }

  Set<Pid> monitors() {
    return watching == null ? Set.of() : pids(watching.values());
  }

  private static Set<Pid> pids(Collection<LocalProcess> processes) {
    return processes.stream().map(LocalProcess::pid).collect(Collectors.toSet());
  }
}
