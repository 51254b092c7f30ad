package io.baton.weaving.point;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.WeakHashMap;

/** The gate of each version. Weak: a gate must not keep a purged version's loader. */
public final class Gates {
  /** Guarded by the class's monitor. */
  private static final Map<ClassLoader, Gate> BY_LOADER = new WeakHashMap<>();

  /** Guarded by the class's monitor; entries whose gate is gone are swept when one is added. */
  private static final Map<Long, WeakReference<Gate>> BY_NUMBER = new HashMap<>();

  /** The number given last; guarded by the class's monitor. */
  private static long last;

  /** Written under the class's monitor, read by every thread that begins a turn or a wait. */
  private static volatile long clock;

  private Gates() {}

  /**
   * The gate of a version; it gets its number when it is first asked for.
   *
   * @param loader of the version
   * @return always the same for the same loader
   */
  public static synchronized Gate of(ClassLoader loader) {
    Gate known = BY_LOADER.get(loader);
    if (known != null) {
      return known;
    }
    Gate made = new Gate(++last, tick());
    BY_NUMBER.values().removeIf(gate -> gate.get() == null);
    BY_LOADER.put(loader, made);
    BY_NUMBER.put(made.number(), new WeakReference<>(made));
    return made;
  }

  /**
   * The gate of a version that has one.
   *
   * @param loader of any version
   * @return empty if none was asked for yet
   */
  public static synchronized Optional<Gate> existing(ClassLoader loader) {
    return Optional.ofNullable(BY_LOADER.get(loader));
  }

  /**
   * The time by which it is known what a thread can have entered.
   *
   * @return grows whenever a version gets its number, and with {@link #tick()}
   */
  public static long clock() {
    return clock;
  }

  /**
   * Begins a new moment.
   *
   * @return greater than what {@link #clock()} has returned to anyone
   */
  public static synchronized long tick() {
    clock = clock + 1;
    return clock;
  }

  /** Meets the checks of every version that the calling thread is in. */
  static void checkStack() {
    List<ClassLoader> loaders =
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
            .walk(frames ->
                frames
                    .map(frame -> frame.getDeclaringClass().getClassLoader())
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList());
    loaders.forEach(loader -> existing(loader).ifPresent(Gate::looping));
  }

  /**
   * The gate with a number.
   *
   * @param number of any version
   * @return empty if there is none, or none any more
   */
  public static synchronized Optional<Gate> numbered(long number) {
    return Optional.ofNullable(BY_NUMBER.get(number)).map(WeakReference::get);
  }
}
