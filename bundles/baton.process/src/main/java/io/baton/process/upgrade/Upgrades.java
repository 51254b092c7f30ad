package io.baton.process.upgrade;

import io.baton.process.state.LocalProcess;
import io.baton.spi.ModuleListener;
import io.baton.spi.Modules;
import io.baton.spi.RunningTime;
import io.baton.spi.VersionMarks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Processes that wait until their version of a module is replaced. A load wakes those of its
 * module; a purge first lets them go on to the current version. A process that is not among them
 * costs neither anything. See decision 0062.
 */
public final class Upgrades implements ModuleListener {
  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  /** Number of processes woken at once: they share the processors with those that have messages. */
  private static final int FEW = 1_000;

  /** Pause between two batches: enough for a batch to switch. */
  private static final long PAUSE_NANOS = Duration.ofMillis(2).toNanos();

  /**
   * Maximum time between two processes that switch while a purge waits: enough to be scheduled on a
   * crowded machine.
   */
  private static final long PROGRESS_NANOS = Duration.ofMillis(500).toNanos();

  /** Time between two checks whether all have switched. */
  private static final long CHECK_NANOS = Duration.ofNanos(50_000).toNanos();

  /**
   * By the name of the module. A process adds its wait, and removes it unless its version was
   * replaced; then a later load or purge removes it.
   */
  private final ConcurrentMap<String, Set<UpgradeWait>> waits = new ConcurrentHashMap<>();

  /** Written by SCR as code servers come, read by processes; the last one while none is there. */
  private volatile @Nullable Modules modules;

  /** Written by SCR as weavers come, read by processes. */
  private volatile @Nullable VersionMarks marks;

  /** Finds current versions with this code server from now on. */
  public void modules(Modules next) {
    modules = next;
  }

  /** Finds the version of the caller with these marks from now on. */
  public void marks(VersionMarks next) {
    marks = next;
  }

  /**
   * Returns the version whose code calls: the innermost on the stack of the calling thread.
   *
   * @throws IllegalStateException if no frame is of a module
   */
  public VersionMarks.Owner caller() {
    VersionMarks known = marks;
    if (known == null) {
      throw new IllegalStateException("there are no versions: start the bundle baton.weaving");
    }
    return STACK
        .walk(frames ->
            frames
                .flatMap(
                    frame -> known.ownerOf(frame.getDeclaringClass().getClassLoader()).stream())
                .findFirst())
        .orElseThrow(() ->
            new IllegalStateException(
                "receiveOrUpgrade must be called by the code of a module, and none is on the stack;"
                    + " call receive"));
  }

  /** Returns whether another version of the module is current. */
  public boolean isReplaced(VersionMarks.Owner version) {
    Modules known = modules;
    return known != null
        && known
            .named(version.module())
            .find()
            .filter(current -> current.version().number() != version.number())
            .isPresent();
  }

  /** Registers a wait; the process then checks {@link #isReplaced} before it parks. */
  UpgradeWait begin(LocalProcess process, VersionMarks.Owner version) {
    var wait = new UpgradeWait(process, version);
    of(version.module()).add(wait);
    return wait;
  }

  /** Removes a wait that has ended with a message, or with the process. */
  void end(UpgradeWait wait) {
    of(wait.version().module()).remove(wait);
  }

  private Set<UpgradeWait> of(String module) {
    return waits.computeIfAbsent(module, _ -> ConcurrentHashMap.newKeySet());
  }

  /** Wakes the processes that wait for the change; very many in batches. */
  @Override
  public void changed(String module) {
    int woken = 0;
    for (UpgradeWait wait : replaced(module)) {
      wait.wake();
      woken++;
      if (woken % FEW == 0) {
        LockSupport.parkNanos(this, PAUSE_NANOS);
      }
    }
  }

  /** Returns the waits of versions that are not current, and forgets those that are done. */
  private List<UpgradeWait> replaced(String module) {
    Set<UpgradeWait> known = waits.get(module);
    if (known == null) { // not isEmpty(): that may be true for a moment while others come and go
      return List.of();
    }
    known.removeIf(UpgradeWait::hasLeft);
    List<UpgradeWait> replaced = new ArrayList<>(known);
    replaced.removeIf(wait -> !isReplaced(wait.version()));
    return replaced;
  }

  /** Implements {@link io.baton.spi.ProcessControl#settle}. */
  public void settle(String module) {
    List<UpgradeWait> late = replaced(module);
    late.forEach(UpgradeWait::wake);
    var sinceProgress = new RunningTime();
    while (!late.isEmpty() && sinceProgress.nanos() < PROGRESS_NANOS) {
      LockSupport.parkNanos(this, CHECK_NANOS);
      if (late.removeIf(UpgradeWait::hasLeft)) {
        sinceProgress = new RunningTime();
      }
    }
  }
}
