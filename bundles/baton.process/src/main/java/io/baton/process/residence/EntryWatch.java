package io.baton.process.residence;

import io.baton.spi.ProcessTable;
import io.baton.spi.Safepoints;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notes which processes enter a version after it has become old. A process that began its turn
 * later and was not noted is not in the version, and its stack need not be inspected. See decision
 * 0011.
 *
 * <p>Only processes that still use the old version pay for this, and not for long: a version that
 * is entered very often, by a computation that goes on in it, is not watched any more.
 */
public final class EntryWatch implements Safepoints.Check, ProcessTable.Watch {
  private static final long NEVER = Long.MAX_VALUE;

  /** Entries after which a watch is given up: noting so many takes milliseconds. */
  private static final long ENTRIES = 10_000;

  /** Further entries for each process: more than it needs to finish a turn in the version. */
  private static final long ENTRIES_OF_A_PROCESS = 20;

  private final long version;
  private final long born;
  private final long most;
  private final Safepoints safepoints;
  private final Supplier<@Nullable VersionResidence> callers;

  /** Every entry at or after this moment is noted. Written once more when the watch is given up. */
  private volatile long since = NEVER;

  /**
   * Written by the thread that makes this; until then entries are noted already, but the watch
   * cannot be given up.
   */
  private volatile Safepoints.@Nullable Armed armed;

  /** Written by threads that enter the version; a lost update does no harm. */
  private long entries;

  /**
   * Watches from now on.
   *
   * @param version number of the version
   * @param processes number of processes: each may have work left in the version
   * @param callers returns the residence of the calling process; null on a thread that runs none
   */
  public EntryWatch(
      Safepoints safepoints,
      long version,
      long processes,
      Supplier<@Nullable VersionResidence> callers) {
    this.safepoints = safepoints;
    this.version = version;
    this.callers = callers;
    born = safepoints.born(version);
    most = ENTRIES + ENTRIES_OF_A_PROCESS * processes;
    Safepoints.Armed inForce = safepoints.arm(version, this);
    since = safepoints.tick();
    armed = inForce;
  }

  long version() {
    return version;
  }

  long born() {
    return born;
  }

  long since() {
    return since;
  }

  @Override
  public boolean isComplete() {
    return since != NEVER && safepoints.seesEveryEntry(version);
  }

  @Override
  public void entering(long number) {
    note();
  }

  @Override
  public void usingData(long number) {
    note();
  }

  @Override
  public void looping(long number) {
    // a thread that loops has entered
  }

  private void note() {
    VersionResidence caller = callers.get();
    if (caller != null) {
      caller.enters(version);
    }
    entries++;
    if (entries > most) {
      close();
    }
  }

  /** Ends the watch. First it records that entries may be missing, and then stops noting them. */
  @Override
  public void close() {
    Safepoints.Armed inForce = armed;
    if (inForce != null) {
      since = NEVER;
      inForce.close();
    }
  }
}
