package io.baton.handover.type;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Short arrays that are searched from the front, and forget what is gone. */
public final class WeakEntries {
  private WeakEntries() {}

  /** The entries that are alive, after a new one. */
  public static <E> E[] with(E[] entries, E added, Predicate<E> alive, IntFunction<E[]> array) {
    return Stream.concat(Stream.of(added), Arrays.stream(entries).filter(alive)).toArray(array);
  }
}
