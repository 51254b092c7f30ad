package io.baton.process.residence;

import io.baton.api.spi.ProcessTable;
import io.baton.api.spi.Safepoints;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notes which processes enter a version after it has become old. Who began its turn later and was
 * not noted is not in it, and nobody needs to look at its stack.
 *
 * <p>Only who still uses the old version pays for it, and not for long: a version that is entered
 * again and again, by a computation that goes on in it, is not watched any more.
 */
public final class EntryWatch implements Safepoints.Check, ProcessTable.Watch {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long ENTRIES = 10_000;
  private static final long ENTRIES_OF_A_PROCESS = 20;

  private final long version;
  private final long born;
  private final long most;
  private final Safepoints safepoints;
  private final Supplier<@Nullable VersionResidence> callers;

  /** Everyone who entered at or after this moment is noted. Written once more by who gives up. */
  private volatile long since = NEVER;

  /** Written by who made this; until then it is met already, but cannot be given up. */
  private volatile Safepoints.@Nullable Armed armed;

  /** Written by who enters the version; an entry that is lost does no harm. */
  private long entries;

  /**
   * Watches from now on.
   *
   * @param version number of the version
   * @param processes how many there are: each may have something left to do in the version
   * @param callers gives what is known of the calling process; null on a thread that runs none
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
    // who loops has entered
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

  /** First the note that others may be missing, then what makes them be missing. */
  @Override
  public void close() {
    Safepoints.Armed inForce = armed;
    if (inForce != null) {
      since = NEVER;
      inForce.close();
    }
  }
}
