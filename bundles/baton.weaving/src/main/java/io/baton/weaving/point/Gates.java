package io.baton.weaving.point;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Registry of the gate of each version. Weak: a gate must not keep a purged version's loader. */
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
   * Returns the gate of a version, which gets its number at the first request.
   *
   * @param loader of the version, or one that belongs to it
   * @return always the same for the same loader
   */
  public static synchronized Gate of(ClassLoader loader) {
    Optional<Gate> known = owner(loader);
    if (known.isPresent()) {
      return known.get();
    }
    Gate made = new Gate(++last, tick(), loader);
    BY_NUMBER.values().removeIf(gate -> gate.get() == null);
    BY_LOADER.put(loader, made);
    BY_NUMBER.put(made.number(), new WeakReference<>(made));
    return made;
  }

  /**
   * Returns the gate of a version that has one.
   *
   * @param loader of any version
   * @return empty if none was requested yet
   */
  public static synchronized Optional<Gate> existing(ClassLoader loader) {
    return Optional.ofNullable(BY_LOADER.get(loader));
  }

  /**
   * Returns the gate of the version whose code the classes of a loader are: its own loader, a
   * loader below it, or one that it has made.
   *
   * @param loader any; null for the one of the JDK
   * @return empty if they are of no version
   */
  public static synchronized Optional<Gate> owner(@Nullable ClassLoader loader) {
    for (ClassLoader one = loader; one != null; one = one.getParent()) {
      Gate gate = BY_LOADER.get(one);
      if (gate != null) {
        return Optional.of(gate);
      }
    }
    return loader == null || loader.getClass().getClassLoader() == null
        ? Optional.empty()
        : existing(loader.getClass().getClassLoader());
  }

  /**
   * Assigns a loader to a version; its classes run the checks of that version.
   *
   * @param loader that the version has made
   * @param gate of the version
   */
  public static synchronized void adopt(ClassLoader loader, Gate gate) {
    BY_LOADER.putIfAbsent(loader, gate);
  }

  /** Returns the gate of the version whose code has called, from the calling thread's own stack. */
  static Optional<Gate> innermostOnStack() {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(frames ->
            frames
                .flatMap(frame -> owner(frame.getDeclaringClass().getClassLoader()).stream())
                .findFirst());
  }

  /**
   * Returns the time of a clock that shows what a thread can have entered.
   *
   * @return grows whenever a version gets its number, and with {@link #tick()}
   */
  public static long clock() {
    return clock;
  }

  /**
   * Advances the clock.
   *
   * @return greater than any value that {@link #clock()} has returned
   */
  public static synchronized long tick() {
    clock = clock + 1;
    return clock;
  }

  /** Runs the checks of every version that the calling thread is in. */
  static void checkStack() {
    List<ClassLoader> loaders =
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
            .walk(frames ->
                frames
                    .map(frame -> frame.getDeclaringClass().getClassLoader())
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList());
    loaders.forEach(loader -> owner(loader).ifPresent(Gate::looping));
  }

  /**
   * Returns the gate with a number.
   *
   * @param number of any version
   * @return empty if there is none, or no longer one
   */
  public static synchronized Optional<Gate> numbered(long number) {
    return Optional.ofNullable(BY_NUMBER.get(number)).map(WeakReference::get);
  }

  /**
   * Marks the loaders of all versions: see {@link io.baton.spi.LoaderMarks}.
   *
   * @return whether one had no mark
   */
  public static synchronized boolean markLoaders() {
    boolean some = false;
    for (WeakReference<Gate> reference : BY_NUMBER.values()) {
      Gate gate = reference.get();
      some |= gate != null && gate.marksHome();
    }
    return some;
  }

  /**
   * Returns the versions of whose hidden classes a thread runs methods.
   *
   * @param thread any
   * @return their numbers
   */
  public static synchronized Set<Long> withHiddenFrames(Thread thread) {
    Set<Long> numbers = new HashSet<>();
    for (WeakReference<Gate> reference : BY_NUMBER.values()) {
      Gate gate = reference.get();
      if (gate != null && gate.hidden().contains(thread, false)) {
        numbers.add(gate.number());
      }
    }
    return numbers;
  }
}
