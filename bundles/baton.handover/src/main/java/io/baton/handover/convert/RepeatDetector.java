package io.baton.handover.convert;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the same records occur again and again in a large value, at a small part of
 * what it takes to remember all. Touched by one thread.
 *
 * <p>A few records that occur often are among those that were seen last; many that occur some times
 * are in a sample, in whatever order they come.
 */
final class RepeatDetector {
  /** So few do no harm. */
  private static final int FEW = 1_000;

  /**
   * Powers of two: how many are known that were seen last, and of how many one is in the sample.
   */
  private static final int RECENT = 1 << 10;

  private static final int SAMPLED = 1 << 6;

  private int records;
  private int repeats;
  private @Nullable Object @Nullable [] recent;
  private @Nullable Set<Object> sample;

  /** Whether records occur so often that each is to be remembered. */
  boolean areMany(Object record) {
    if (repeats >= FEW) {
      return true;
    }
    if (records < FEW) {
      records++;
      return false;
    }
    int hash = System.identityHashCode(record);
    repeats += isRecent(record, hash) ? 1 : isInSample(record, hash) ? SAMPLED : 0;
    return false;
  }

  private boolean isRecent(Object record, int hash) {
    @Nullable Object[] known = recent;
    if (known == null) {
      known = new Object[RECENT];
      recent = known;
    }
    int slot = hash & (RECENT - 1);
    boolean is = known[slot] == record;
    known[slot] = record;
    return is;
  }

  private boolean isInSample(Object record, int hash) {
    if ((hash / RECENT & (SAMPLED - 1)) != 0) {
      return false;
    }
    Set<Object> known = sample;
    if (known == null) {
      known = Collections.newSetFromMap(new IdentityHashMap<>());
      sample = known;
    }
    return !known.add(record);
  }
}
