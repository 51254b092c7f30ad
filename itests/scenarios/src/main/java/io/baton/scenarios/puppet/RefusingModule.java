package io.baton.scenarios.puppet;

import io.baton.api.code.Code;
import io.baton.api.code.OnLoad;
import java.util.Map;

/** A puppet that does not want to become current. */
public final class RefusingModule extends PuppetModule implements OnLoad {
  /** Called by SCR. */
  public RefusingModule(Code code, Map<String, Object> properties) {
    super(code, properties);
  }

  @Override
  public void onLoad() {
    throw new IllegalStateException("refused");
  }
}
