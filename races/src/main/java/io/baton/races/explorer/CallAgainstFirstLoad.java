package io.baton.races.explorer;

import io.baton.code.calling.OneGap;

/** A call of a module whose first version is on its way: it comes, or it is refused. */
final class CallAgainstFirstLoad implements Race {
  private final Steps steps;
  private final boolean comes;
  private final OneGap module;
  private String called = "";

  CallAgainstFirstLoad(Steps steps, boolean comes) {
    this.steps = steps;
    this.comes = comes;
    module = new OneGap(() -> steps.at(Side.USER, "is about to wait"));
  }

  @Override
  public void user() {
    called = module.call();
  }

  @Override
  public void server() {
    Runnable arrived = module.expectFirst();
    steps.at(Side.SERVER, "expects it");
    if (comes) {
      module.load();
      steps.at(Side.SERVER, "has loaded it");
    }
    arrived.run();
  }

  @Override
  public String outcome() {
    String waited = steps.hasWaited(Side.USER) ? ", waited" : "";
    return "%s%s, then %s".formatted(called, waited, module.call());
  }
}
