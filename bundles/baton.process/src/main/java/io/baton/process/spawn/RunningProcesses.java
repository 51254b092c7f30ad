package io.baton.process.spawn;

import io.baton.process.state.LocalPid;
import io.baton.process.state.LocalProcess;
import io.baton.spi.ProcessControl;
import io.baton.spi.ProcessTable.Running;
import io.baton.spi.ThreadContainer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Every process whose thread has not ended, and the container that their threads are in. */
final class RunningProcesses {
  /** Name in thread dumps. */
  private static final String NAME = "baton-processes";

  /** Added by the spawner, removed by its own thread. */
  private final ConcurrentMap<LocalPid, LocalProcess> all = new ConcurrentHashMap<>();

  /**
   * Written by threads that observe, read by threads that spawn. A process is added to {@code all}
   * before it looks here, and an observation is added here before it looks there: one of them finds
   * the other.
   */
  private final List<Observed> observations = new CopyOnWriteArrayList<>();

  private final Optional<ThreadContainer> container = ThreadContainer.create(NAME);

  void add(LocalProcess process) {
    all.put(process.pid(), process);
    if (!observations.isEmpty()) {
      boolean done = false;
      try {
        observations.forEach(one -> one.begun.put(process.pid(), process));
        done = true;
      } finally {
        if (!done) {
          all.remove(process.pid());
        }
      }
    }
  }

  void remove(LocalProcess process) {
    all.remove(process.pid());
    if (!observations.isEmpty()) {
      observations.forEach(one -> one.begun.remove(process.pid()));
    }
  }

  /** Returns the container that the threads of processes are to be started in, if there is one. */
  Optional<ThreadContainer> container() {
    return container;
  }

  @Nullable LocalProcess get(LocalPid pid) {
    return all.get(pid);
  }

  /** Returns a live view. */
  Collection<LocalProcess> all() {
    return all.values();
  }

  /**
   * Returns a snapshot. Not {@code List.copyOf}: that is empty if the map's size is 0, and the size
   * of a concurrent map is a sum over counters, which may be 0 for a moment while threads add and
   * remove.
   */
  List<LocalProcess> snapshot() {
    return List.of(all.values().toArray(LocalProcess[]::new));
  }

  ProcessControl.Observation observe() {
    var observation = new Observed();
    observations.add(observation);
    return observation;
  }

  private final class Observed implements ProcessControl.Observation {
    /** Written by threads that spawn, and by those of these processes; read by the observer. */
    private final ConcurrentMap<LocalPid, LocalProcess> begun = new ConcurrentHashMap<>();

    @Override
    public Collection<? extends Running> running() {
      return snapshot();
    }

    @Override
    public Collection<? extends Running> begun() {
      return List.of(begun.values().toArray(LocalProcess[]::new));
    }

    @Override
    public Optional<ThreadContainer> container() {
      return container;
    }

    @Override
    public boolean isContained(Running process) {
      return container.isPresent()
          && process instanceof LocalProcess local
          && !local.isBorrowed()
          && local.thread().isVirtual();
    }

    @Override
    public void close() {
      observations.remove(this);
    }
  }
}
