package io.baton.code.framework;

import java.util.LinkedHashMap;
import java.util.Map;
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
   * Begins a switch, which may have several parts.
   *
   * @param parts by name; they register and withdraw mirrors
   * @param last is run after a part, when no switch is under way any more
   * @return the parts; the switch is over when each has run, on whatever thread
   */
  Map<String, Runnable> open(Map<String, Runnable> parts, Runnable last) {
    switches.addAndGet(parts.size());
    Map<String, Runnable> open = new LinkedHashMap<>();
    parts.forEach((name, part) -> open.put(name, () -> run(part, last)));
    return open;
  }

  private void run(Runnable part, Runnable last) {
    try {
      part.run();
    } finally {
      if (switches.decrementAndGet() == 0) {
        last.run();
      }
    }
  }
}
