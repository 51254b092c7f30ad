package io.baton.code.loading;

import io.baton.api.code.FinishResult;
import io.baton.code.framework.component.InstalledVersion;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Versions that are ready, and are used once: made current, or dropped. */
final class PreparedVersions {
  private enum Stage {
    /** They can be finished or closed. */
    OPEN,
    /** A thread tries to make them current. */
    FINISHING,
    /** The same, and they were closed meanwhile. */
    CLOSING,
    /** They are current, or dropped. */
    USED
  }

  private final List<String> modules;
  private final Consumer<List<InstalledVersion>> drop;
  private final Consumer<PreparedVersions> usedUp;

  /**
   * Emptied when they are used up, so that a handle that is kept holds nothing of a version.
   * Guarded by this.
   */
  private List<InstalledVersion> ready;

  /** Guarded by this. */
  private Stage stage = Stage.OPEN;

  PreparedVersions(
      List<InstalledVersion> ready,
      Consumer<List<InstalledVersion>> drop,
      Consumer<PreparedVersions> usedUp) {
    this.ready = List.copyOf(ready);
    this.drop = drop;
    this.usedUp = usedUp;
    modules = ready.stream().map(version -> version.id().module()).toList();
  }

  List<String> modules() {
    return modules;
  }

  /** The versions; empty when they are used up. */
  synchronized List<InstalledVersion> versions() {
    return ready;
  }

  /** Tries to make them current, unless that was done, or is being done. */
  FinishResult use(Function<List<InstalledVersion>, FinishResult> finish) {
    List<InstalledVersion> mine;
    synchronized (this) {
      if (stage != Stage.OPEN) {
        return new FinishResult.UsedUp();
      }
      stage = Stage.FINISHING;
      mine = ready;
    }
    boolean loaded = false;
    try {
      FinishResult result = finish.apply(mine);
      loaded = result instanceof FinishResult.Loaded;
      return result;
    } finally {
      tried(loaded);
    }
  }

  private void tried(boolean loaded) {
    boolean closed;
    synchronized (this) {
      closed = stage == Stage.CLOSING;
      stage = loaded ? Stage.USED : Stage.OPEN;
    }
    if (loaded) {
      forget();
    } else if (closed) {
      close();
    }
  }

  void close() {
    synchronized (this) {
      if (stage != Stage.OPEN) {
        stage = stage == Stage.USED ? Stage.USED : Stage.CLOSING;
        return;
      }
      stage = Stage.USED;
    }
    drop.accept(forget());
  }

  private List<InstalledVersion> forget() {
    usedUp.accept(this);
    synchronized (this) {
      List<InstalledVersion> last = ready;
      ready = List.of();
      return last;
    }
  }
}
