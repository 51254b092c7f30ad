package io.baton.handover.convert;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Detects records that occur again and again in a large value, at a small part of the cost of
 * remembering all. Confined to one thread.
 *
 * <p>A few records that occur often are among the recent ones; many records that occur some times
 * are in a sample, in whatever order they come.
 */
final class RepeatDetector {
  /** Number of records, and of repeats, that are too few to matter. */
  private static final int FEW = 1_000;

  /** Number of recent records that are known; a power of two. */
  private static final int RECENT = 1 << 10;

  /** Number of records of which one is in the sample; a power of two. */
  private static final int SAMPLED = 1 << 6;

  private int records;
  private int repeats;
  private @Nullable Object @Nullable [] recent;
  private @Nullable Set<Object> sample;

  /** Returns whether records occur so often that each has to be remembered. */
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
