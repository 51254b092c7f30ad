package io.baton.handover.type;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Short arrays with weak entries, newest first, which lose their dead entries when one is added.
 */
public final class WeakEntries {
  private WeakEntries() {}

  /** Returns the live entries after a new one. */
  public static <E> E[] with(E[] entries, E added, Predicate<E> alive, IntFunction<E[]> array) {
    return Stream.concat(Stream.of(added), Arrays.stream(entries).filter(alive)).toArray(array);
  }
}
