package io.baton.otp.supervisor;

import io.baton.api.process.Pid;
import io.baton.api.supervisor.Child;
import io.baton.api.supervisor.Restart;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Children of one supervisor, in order of start. Written by its process only. */
final class Children {
  /** Written by the supervisor's process, read by any thread; guarded by this. */
  private final Set<ChildRecord> all = new LinkedHashSet<>();

  /** Touched by the supervisor's process only; empty for a simple_one_for_one supervisor. */
  private final Map<String, ChildRecord> byId = new HashMap<>();

  /** Touched by the supervisor's process only. */
  private final Map<Pid, ChildRecord> byPid = new HashMap<>();

  private final boolean simple;

  Children(boolean simple) {
    this.simple = simple;
  }

  /** Returns a copy. */
  synchronized List<ChildRecord> inOrder() {
    return new ArrayList<>(all);
  }

  void add(ChildRecord child) {
    synchronized (this) {
      all.add(child);
    }
    if (!simple) {
      byId.put(child.spec().id(), child);
    }
  }

  void remove(ChildRecord child) {
    state(child, ChildRecord.STOPPED);
    synchronized (this) {
      all.remove(child);
    }
    if (!simple) {
      byId.remove(child.spec().id());
    }
  }

  /** Sets a new order, which may contain new children. */
  void arrange(Collection<ChildRecord> order) {
    synchronized (this) {
      all.clear();
      all.addAll(order);
    }
    order.forEach(child -> byId.put(child.spec().id(), child));
  }

  @Nullable ChildRecord find(String id) {
    return byId.get(id);
  }

  @Nullable ChildRecord find(Pid pid) {
    return byPid.get(pid);
  }

  void state(ChildRecord child, Child.State next) {
    Pid before = child.pid();
    if (before != null) {
      byPid.remove(before);
    }
    child.state(next);
    Pid now = child.pid();
    if (now != null) {
      byPid.put(now, child);
    }
  }

  /** Notes that a child has ended and will not be restarted ({@code del_child}). */
  void ended(ChildRecord child) {
    if (simple || child.is(Restart.TEMPORARY)) {
      remove(child);
    } else {
      state(child, ChildRecord.STOPPED);
    }
  }
}
