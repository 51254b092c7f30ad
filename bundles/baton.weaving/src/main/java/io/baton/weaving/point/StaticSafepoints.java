package io.baton.weaving.point;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The safepoints of class files from before Java 7, which cannot have {@code invokedynamic}: a
 * class with a static method for each kind of safepoint. The call site in each method is a
 * constant, so a safepoint costs what it costs in newer class files.
 *
 * <p>Each version that has such class files uses a class of its own. These classes are in this
 * package, which woven code can see, and are never unloaded. So a class is reused when the class
 * loader of its last version has been collected: no code that calls it is left. There are as many
 * of them as there were such versions in memory at the same time.
 */
public final class StaticSafepoints {
  private static final MethodHandles.Lookup HERE = MethodHandles.lookup();
  private static final AtomicInteger LAST = new AtomicInteger();

  /** By class name; written by threads that weave, read by them and by threads that link. */
  private static final Map<String, StaticSafepoints> ALL = new ConcurrentHashMap<>();

  private final String className;
  private final CallSites sites = new CallSites();

  /** The loader and the number of the version; guarded by the monitor. */
  private WeakReference<ClassLoader> user;

  private long version;

  private StaticSafepoints(String className, ClassLoader user, long version) {
    this.className = className;
    this.user = new WeakReference<>(user);
    this.version = version;
  }

  /**
   * Finds or makes a class that no other version uses.
   *
   * @param classFile makes the class file of a class of that name
   */
  static StaticSafepoints take(ClassLoader user, long version, Function<String, byte[]> classFile) {
    for (StaticSafepoints safepoints : ALL.values()) {
      if (safepoints.isTakenBy(user, version)) {
        return safepoints;
      }
    }
    String name = StaticSafepoints.class.getName() + LAST.incrementAndGet();
    var made = new StaticSafepoints(name, user, version);
    try {
      HERE.defineClass(classFile.apply(name));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
    ALL.put(name, made);
    return made;
  }

  private synchronized boolean isTakenBy(ClassLoader loader, long number) {
    if (user.get() != null) {
      return false;
    }
    user = new WeakReference<>(loader);
    version = number;
    sites.set(CallSites.Targets.NONE);
    return true;
  }

  /** Sets the targets of the safepoints, unless another version uses them by now. */
  synchronized void set(long number, CallSites.Targets targets) {
    if (version == number) {
      sites.set(targets);
    }
  }

  String className() {
    return className;
  }

  /**
   * Links the safepoints in these classes; their bootstrap method.
   *
   * @param lookup of such a class
   * @param name {@link Safepoint#ENTER}, {@link Safepoint#LOOP} or {@link Safepoint#DATA}
   * @param type {@code ()void}
   * @return the call site of that kind
   */
  public static CallSite link(MethodHandles.Lookup lookup, String name, MethodType type) {
    StaticSafepoints safepoints = ALL.get(lookup.lookupClass().getName());
    if (safepoints == null) {
      throw new IllegalArgumentException("not a class of safepoints: " + lookup.lookupClass());
    }
    return safepoints.sites.of(name);
  }
}
