package io.baton.weaving.point;

import io.baton.api.spi.Safepoints;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The safepoints of one version: open, or with checks that every thread meets. */
public final class Gate {
  private static final MethodType TYPE = MethodType.methodType(void.class);
  private static final MethodHandle OPEN = MethodHandles.zero(void.class);
  private static final MethodHandle ENTERING = handle("entering");
  private static final MethodHandle LOOPING = handle("looping");
  private static final MethodHandle USING_DATA = handle("usingData");

  private final long number;
  private final long born;
  private final MutableCallSite enter = new MutableCallSite(OPEN);
  private final MutableCallSite loop = new MutableCallSite(OPEN);
  private final MutableCallSite data = new MutableCallSite(OPEN);

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

  MutableCallSite data() {
    return data;
  }

  MutableCallSite enter() {
    return enter;
  }

  MutableCallSite loop() {
    return loop;
  }

  /**
   * See {@link Safepoints#arm}.
   *
   * @param check is met from now on
   */
  public synchronized void arm(Safepoints.Check check) {
    checks.add(check);
    if (checks.size() == 1) {
      set(ENTERING.bindTo(this), LOOPING.bindTo(this), USING_DATA.bindTo(this));
    }
  }

  /**
   * Takes a check out of force.
   *
   * @param check nothing happens if it is not in force
   */
  public synchronized void disarm(Safepoints.Check check) {
    if (checks.remove(check) && checks.isEmpty()) {
      set(OPEN, OPEN, OPEN);
    }
  }

  private void set(MethodHandle onEnter, MethodHandle onLoop, MethodHandle onData) {
    enter.setTarget(onEnter);
    loop.setTarget(onLoop);
    data.setTarget(onData);
    MutableCallSite.syncAll(new MutableCallSite[] {enter, loop, data});
    VarHandle.fullFence();
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
