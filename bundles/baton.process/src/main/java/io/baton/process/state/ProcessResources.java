package io.baton.process.state;

import io.baton.spi.ProcessTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Resources of one process: its initial call, the values in its dictionary, and the timers that
 * will send to it. Timers and values are guarded by this object's own monitor.
 */
public final class ProcessResources {
  private final @Nullable String initialCall;
  private final long began;

  /** Written by the process's own thread, read without a barrier by threads that report on it. */
  private long turns;

  /** Null except for helpers; written by the thread that creates the process, before that runs. */
  private @Nullable HelperRecord helper;

  private boolean closed;
  private @Nullable Map<String, Object> values;
  private @Nullable Set<PendingTimer> timers;

  /**
   * Creates the resources of a new process.
   *
   * @param initialCall as text, since it must not hold a class of a version; null for a thread
   * @param began in milliseconds since 1970
   */
  ProcessResources(@Nullable String initialCall, long began) {
    this.initialCall = initialCall;
    this.began = began;
  }

  @Nullable String initialCall() {
    return initialCall;
  }

  public long began() {
    return began;
  }

  public void helps(HelperRecord how) {
    helper = how;
  }

  public @Nullable HelperRecord helper() {
    return helper;
  }

  void turn() {
    turns++;
  }

  public long turns() {
    return turns;
  }

  /** Adds a timer; false if the process has ended, and gets no messages any more. */
  public synchronized boolean add(PendingTimer timer) {
    if (closed) {
      return false;
    }
    if (timers == null) {
      timers = new HashSet<>(4);
    }
    timers.add(timer);
    return true;
  }

  public synchronized void remove(PendingTimer timer) {
    if (timers != null) {
      timers.remove(timer);
    }
  }

  public synchronized void put(String key, Object value) {
    if (!closed) {
      if (values == null) {
        values = new HashMap<>(4);
      }
      values.put(key, value);
    }
  }

  public synchronized @Nullable Object get(String key) {
    return values == null ? null : values.get(key);
  }

  /** Puts a value in the place of another, unless that is there no more. */
  public synchronized void replace(String key, Object before, Object after) {
    if (values != null && values.get(key) == before) {
      values.put(key, after);
    }
  }

  public synchronized void erase(String key) {
    if (values != null) {
      values.remove(key);
    }
  }

  /** Returns a copy of the values in the dictionary and the messages of timers. */
  synchronized List<ProcessTable.Kept> kept() {
    List<ProcessTable.Kept> kept = new ArrayList<>();
    if (values != null) {
      values.forEach((key, value) -> kept.add(new ProcessTable.Kept("dictionary." + key, value)));
    }
    if (timers != null) {
      timers.forEach(
          timer -> kept.add(new ProcessTable.Kept("message of a timer", timer.message())));
    }
    return kept;
  }

  /** Drops everything, and returns the timers; called by the thread that has ended the process. */
  synchronized Set<PendingTimer> close() {
    Set<PendingTimer> left = timers == null ? Set.of() : timers;
    closed = true;
    timers = null;
    values = null;
    return left;
  }
}
