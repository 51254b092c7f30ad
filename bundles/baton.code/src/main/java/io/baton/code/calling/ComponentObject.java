package io.baton.code.calling;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The object that calls of one version reach. A component may be given up and made again while its
 * bundle is active: then the version is the same, and has another object.
 *
 * <p>Thread-safe. After {@link #left} and a round of {@link ModuleSwitch#changed} no call begins on
 * the object that was there before.
 */
public final class ComponentObject {
  /** Written by the threads that follow the component, read by callers. */
  private volatile State state;

  private final BooleanSupplier calledByItself;

  private record State(Object object, @Nullable Absence absence) {}

  /**
   * An object that is there.
   *
   * @param first the component's first object
   * @param calledByItself whether the calling thread is making or giving up an object of this
   *     component, so that it would wait for itself
   */
  public ComponentObject(Object first, BooleanSupplier calledByItself) {
    state = new State(first, null);
    this.calledByItself = calledByItself;
  }

  /** An object that stays. */
  static ComponentObject fixed(Object object) {
    return new ComponentObject(object, () -> false);
  }

  /** The object; the last one if it is away. */
  Object latest() {
    return state.object();
  }

  /** Returns whether an object is there, and is this one. */
  public boolean is(@Nullable Object object) {
    State now = state;
    return now.absence() == null && now.object() == object;
  }

  /**
   * Returns since when it is away.
   *
   * @return null if it is there
   */
  public @Nullable Absence absence() {
    return state.absence();
  }

  boolean isCalledByItself() {
    return calledByItself.getAsBoolean();
  }

  /**
   * The component gives up its object. Nothing if it was given up before: calls wait no longer for
   * that.
   *
   * @param absence since now
   */
  public synchronized void left(Absence absence) {
    if (state.absence() == null) {
      state = new State(state.object(), absence);
    }
  }

  /** There will be no other object: calls that need one of this version reach the last. */
  public synchronized void keepLast() {
    state = new State(state.object(), null);
  }

  /**
   * The component has made another object.
   *
   * @param next reached by calls from now on
   */
  public synchronized void arrived(Object next) {
    state = new State(next, null);
  }
}
