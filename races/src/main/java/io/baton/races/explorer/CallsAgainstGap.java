package io.baton.races.explorer;

import io.baton.code.calling.OneGap;

/**
 * Calls of a module whose component goes away and then comes back, or is followed by a load. A call
 * that has found nothing stops before it waits: what comes at that moment must wake it.
 */
final class CallsAgainstGap implements Race {
  private final Steps steps;
  private final boolean comesBack;
  private final OneGap module;
  private final StringBuilder calls = new StringBuilder();

  /** Written by the server when no call may reach the first object any more. */
  private volatile boolean gone;

  CallsAgainstGap(Steps steps, boolean comesBack) {
    this.steps = steps;
    this.comesBack = comesBack;
    module = new OneGap(() -> steps.at(Side.USER, "is about to wait"));
    module.load();
  }

  private void call() {
    boolean late = gone;
    String called = module.call();
    calls.append(late && called.equals("1") ? "WHAT HAD GONE" : called);
  }

  @Override
  public void user() {
    call();
    steps.at(Side.USER, "has called");
    call();
  }

  @Override
  public void server() {
    module.left();
    steps.at(Side.SERVER, "has noted that it goes");
    module.changed();
    gone = true;
    steps.at(Side.SERVER, "it may be given up");
    if (comesBack) {
      module.arrived();
      steps.at(Side.SERVER, "has noted that it is back");
      module.changed();
    } else {
      module.loadNext();
    }
  }

  @Override
  public String outcome() {
    return calls + ", then " + module.call();
  }
}
