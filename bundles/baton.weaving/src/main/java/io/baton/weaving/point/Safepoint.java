package io.baton.weaving.point;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Links the safepoints of a class: all of one version share a call site for each kind. */
public final class Safepoint {
  /** Name of the safepoint at the entry of a method. */
  public static final String ENTER = "enter";

  /** Name of the safepoint at the back-edge of a loop. */
  public static final String LOOP = "loop";

  /** Name of the safepoint at the entry of a method that belongs to data. */
  public static final String DATA = "data";

  private Safepoint() {}

  /**
   * Links a safepoint; the bootstrap method of each of them.
   *
   * @param lookup of the woven class
   * @param name {@link #ENTER}, {@link #LOOP} or {@link #DATA}
   * @param type {@code ()void}
   * @return the version's own call site of that kind
   */
  public static CallSite link(MethodHandles.Lookup lookup, String name, MethodType type) {
    return Gates.of(lookup.lookupClass().getClassLoader()).site(name);
  }
}
