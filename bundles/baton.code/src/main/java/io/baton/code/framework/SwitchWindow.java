package io.baton.code.framework;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether services are being switched. A component with a static reference to one of them is given
 * up and made again meanwhile, and its own service with it; who uses that one keeps it until the
 * new one is there.
 */
final class SwitchWindow {
  /** How many switches are under way; written by the threads that switch, read by any. */
  private final AtomicInteger switches = new AtomicInteger();

  boolean isOpen() {
    return switches.get() > 0;
  }

  /**
   * Runs a switch.
   *
   * @param switching registers and withdraws mirrors
   * @param last is run when no switch is under way any more
   */
  void during(Runnable switching, Runnable last) {
    switches.incrementAndGet();
    try {
      switching.run();
    } finally {
      if (switches.decrementAndGet() == 0) {
        last.run();
      }
    }
  }
}
