package io.baton.process.residence;

import io.baton.spi.ProcessTable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Versions that can be on a process's stack, as far as that is known without inspecting the stack.
 * A turn begins with an empty stack, and every entry into a version that is watched is noted. See
 * decision 0011.
 *
 * <p>The fields without a remark are written by the process's own thread. Other threads read them
 * only after they have seen that the process waits, and so see at least what it wrote before that
 * wait.
 */
public final class VersionResidence {
  private static final long[] NONE = {};

  /** When the turn began. */
  private long turn;

  /** When the last wait began, and its number. */
  private long paused;

  private long waits;

  /** Watched versions that were entered in this turn. */
  private long[] entered = NONE;

  /** Versions found by the last inspection of the stack; written and read by inspecting threads. */
  private volatile @Nullable Seen seen;

  private record Seen(long number, Set<Long> versions) {}

  public void beginsTurn(long now) {
    if (entered != NONE) {
      entered = NONE;
    }
    turn = now;
  }

  public void beginsWait(long now) {
    waits++;
    paused = now;
  }

  void enters(long version) {
    if (!hasEntered(version)) {
      long[] more = Arrays.copyOf(entered, entered.length + 1);
      more[entered.length] = version;
      entered = more;
    }
  }

  private boolean hasEntered(long version) {
    for (long one : entered) {
      if (one == version) {
        return true;
      }
    }
    return false;
  }

  public long waits() {
    return waits;
  }

  public void seen(long number, Set<Long> versions) {
    seen = new Seen(number, versions);
  }

  /** Returns whether {@link #mayBeIn} is true of any; soon false if the stack was inspected. */
  public boolean mayBeInAny(List<? extends ProcessTable.Watch> watches) {
    long number = waits;
    Seen last = seen;
    if (last != null && last.number() == number && last.versions().isEmpty()) {
      return false;
    }
    for (ProcessTable.Watch watch : watches) {
      if (mayBeIn((EntryWatch) watch)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether the version can be on the stack. Called for a process that was seen to wait,
   * when no thread can enter the version any more.
   */
  public boolean mayBeIn(EntryWatch watch) {
    long number = waits;
    if (paused < watch.born()) {
      return false;
    }
    if (turn >= watch.since() && !hasEntered(watch.version())) {
      return false;
    }
    Seen last = seen;
    return last == null || last.number() != number || last.versions().contains(watch.version());
  }
}
