package io.baton.scenarios.words;

import io.baton.api.code.Code;
import java.util.function.IntSupplier;

/**
 * Erlang's {@code fun M:vsn/0}: it is of no module, and calls whatever version is current.
 *
 * @param code the code server
 * @param module the name of the module
 */
public record ExternalFun(Code code, String module) implements IntSupplier {
  /** How a module is seen here. */
  private interface Vsn {
    int vsn();
  }

  @Override
  public int getAsInt() {
    return code.qualified(module, Vsn.class).vsn();
  }
}
