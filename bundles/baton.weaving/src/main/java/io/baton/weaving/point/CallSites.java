package io.baton.weaving.point;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MutableCallSite;
import java.lang.invoke.VarHandle;

/** The call sites of the safepoints of one version, one for each kind. Made open. Thread-safe. */
final class CallSites {
  private static final MethodHandle OPEN = MethodHandles.zero(void.class);

  private final MutableCallSite enter = new MutableCallSite(OPEN);
  private final MutableCallSite loop = new MutableCallSite(OPEN);
  private final MutableCallSite data = new MutableCallSite(OPEN);

  /** Targets of the call sites, one for each kind of safepoint. */
  record Targets(MethodHandle enter, MethodHandle loop, MethodHandle data) {
    static final Targets NONE = new Targets(OPEN, OPEN, OPEN);
  }

  /** Sets the targets; when it returns, every thread calls them at its next safepoint. */
  void set(Targets targets) {
    enter.setTarget(targets.enter());
    loop.setTarget(targets.loop());
    data.setTarget(targets.data());
    MutableCallSite.syncAll(new MutableCallSite[] {enter, loop, data});
    VarHandle.fullFence();
  }

  /**
   * Finds the call site of one kind.
   *
   * @param kind one of the names in {@link Safepoint}
   */
  CallSite of(String kind) {
    return switch (kind) {
      case Safepoint.ENTER -> enter;
      case Safepoint.LOOP -> loop;
      case Safepoint.DATA -> data;
      default -> throw new IllegalArgumentException("not a safepoint: " + kind);
    };
  }
}
