package io.baton.handover.type;

import io.baton.api.code.PurgedCodeException;
import io.baton.api.process.ProcessExit;

/** Separates the failures of a version's code that refuse a value from those that propagate. */
public final class Failures {
  private Failures() {}

  /**
   * Rethrows the end of the process, a purge and a stack overflow. Everything else that a version's
   * code throws during a conversion, also an error, refuses the value.
   *
   * @param thrown what code of a version has thrown
   */
  public static void rethrowFatal(Throwable thrown) {
    switch (thrown) {
      case ProcessExit exit -> throw exit;
      case PurgedCodeException purged -> throw purged;
      case StackOverflowError full -> throw full;
      default -> {
        // refuses the value
      }
    }
  }
}
