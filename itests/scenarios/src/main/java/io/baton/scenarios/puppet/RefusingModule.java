package io.baton.scenarios.puppet;

import io.baton.api.code.Code;
import io.baton.api.code.OnLoad;
import io.baton.api.process.Next;
import java.util.Map;

/** A puppet that does not want to become current. */
public final class RefusingModule implements Puppet, OnLoad {
  private final Puppet puppet;

  /** Called by SCR. */
  public RefusingModule(Code code, Map<String, Object> properties) {
    puppet = new PuppetModule(code, properties);
  }

  @Override
  public void onLoad() {
    throw new IllegalStateException("refused");
  }

  @Override
  public Next loop(State state) {
    return puppet.loop(state);
  }

  @Override
  public int vsn() {
    return puppet.vsn();
  }
}
