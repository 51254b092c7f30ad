package io.baton.weaving.point;

import io.baton.api.spi.Safepoints;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The safepoints of one version: open, or with checks that every thread meets. */
public final class Gate {
  private static final MethodType TYPE = MethodType.methodType(void.class);
  private static final MethodHandle ENTERING = handle("entering");
  private static final MethodHandle LOOPING = handle("looping");
  private static final MethodHandle USING_DATA = handle("usingData");

  private final long number;
  private final long born;
  private final CallSites sites = new CallSites();

  /** For class files that cannot have call sites; guarded by the monitor. */
  private @Nullable StaticSafepoints statics;

  /** Written by the weaver, read by who watches the version. */
  private volatile boolean everyEntry = true;

  /** Written under the monitor, together with the sites' targets; read at safepoints. */
  private final List<Safepoints.Check> checks = new CopyOnWriteArrayList<>();

  Gate(long number, long born) {
    this.number = number;
    this.born = born;
  }

  private static MethodHandle handle(String method) {
    try {
      return MethodHandles.lookup().findVirtual(Gate.class, method, TYPE);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * The version's number.
   *
   * @return as stack traces show it
   */
  public long number() {
    return number;
  }

  /**
   * When the version got its number.
   *
   * @return by {@link Gates#clock()}; none of its code has run before
   */
  public long born() {
    return born;
  }

  /**
   * Whether each method with code has a safepoint at its entry.
   *
   * @return false if one was too large for it
   */
  public boolean hasEveryEntry() {
    return everyEntry;
  }

  /** A method was too large for a safepoint. */
  public void missesAnEntry() {
    everyEntry = false;
  }

  CallSite site(String kind) {
    return sites.of(kind);
  }

  /**
   * Finds the class whose static methods are the safepoints of class files that cannot have call
   * sites.
   *
   * @param loader of the version
   * @param classFile makes the class file of a class of that name, if there is none to be used
   * @return the name of the class; always the same for the same version
   */
  public synchronized String staticSafepoints(
      ClassLoader loader, Function<String, byte[]> classFile) {
    if (statics == null) {
      statics = StaticSafepoints.take(loader, number, classFile);
      statics.set(number, targets());
    }
    return statics.className();
  }

  /**
   * See {@link Safepoints#arm}.
   *
   * @param check is met from now on
   */
  public synchronized void arm(Safepoints.Check check) {
    checks.add(check);
    if (checks.size() == 1) {
      set(targets());
    }
  }

  /**
   * Takes a check out of force.
   *
   * @param check nothing happens if it is not in force
   */
  public synchronized void disarm(Safepoints.Check check) {
    if (checks.remove(check) && checks.isEmpty()) {
      set(targets());
    }
  }

  private CallSites.Targets targets() {
    return checks.isEmpty()
        ? CallSites.Targets.NONE
        : new CallSites.Targets(
            ENTERING.bindTo(this), LOOPING.bindTo(this), USING_DATA.bindTo(this));
  }

  private void set(CallSites.Targets targets) {
    sites.set(targets);
    if (statics != null) {
      statics.set(number, targets);
    }
  }

  void entering() {
    checks.forEach(check -> check.entering(number));
  }

  void usingData() {
    checks.forEach(check -> check.usingData(number));
  }

  void looping() {
    checks.forEach(check -> check.looping(number));
  }
}
