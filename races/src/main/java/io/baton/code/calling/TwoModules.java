package io.baton.code.calling;

import java.util.List;

/** Two modules with one call site each, and a switch of both, step by step. */
public final class TwoModules {
  private final ModuleSwitch first = Loads.module("a");
  private final ModuleSwitch second = Loads.module("b");
  private final QualifiedSite ofFirst;
  private final QualifiedSite ofSecond;
  private final Switching switching;

  /** Version 1 of both is current. */
  public TwoModules() {
    first.switchTo(Loads.version(1));
    second.switchTo(Loads.version(1));
    ofFirst = Loads.site(first);
    ofSecond = Loads.site(second);
    switching =
        new Switching(
            List.of(
                new Switching.Move(first, Loads.version(2)),
                new Switching.Move(second, Loads.version(2))));
  }

  /** Calls the first module. */
  public int callFirst() {
    return Loads.call(ofFirst);
  }

  /** Calls the second module. */
  public int callSecond() {
    return Loads.call(ofSecond);
  }

  /** Unlinks every call. */
  public void prepare() {
    switching.prepare();
  }

  /** The moment. */
  public void commit() {
    switching.commit();
  }

  /** Lets calls be linked again. */
  public void settle() {
    switching.settle();
  }
}
