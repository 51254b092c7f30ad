package io.baton.races.explorer;

import io.baton.code.calling.TwoModules;

/** Calls of two modules, again and again, while an atomic load makes the next versions current. */
final class CallsAgainstAtomicLoad implements Race {
  private final TwoModules modules = new TwoModules();
  private final Steps steps;
  private final StringBuilder calls = new StringBuilder();

  CallsAgainstAtomicLoad(Steps steps) {
    this.steps = steps;
  }

  @Override
  public void user() {
    calls.append(modules.callFirst());
    steps.at(Side.USER, "has called the first");
    calls.append(modules.callSecond());
    steps.at(Side.USER, "has called the second");
    calls.append(modules.callFirst());
    steps.at(Side.USER, "has called the first again");
    calls.append(modules.callSecond());
  }

  @Override
  public void server() {
    modules.prepare();
    steps.at(Side.SERVER, "has unlinked the calls");
    modules.commit();
    steps.at(Side.SERVER, "has switched");
    modules.settle();
  }

  @Override
  public String outcome() {
    return "%s, then %d%d".formatted(calls, modules.callFirst(), modules.callSecond());
  }
}
