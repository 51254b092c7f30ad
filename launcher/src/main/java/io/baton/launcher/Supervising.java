package io.baton.launcher;

import java.io.IOException;

/**
 * Tells systemd what this process does, if that has started it. The JDK has no datagrams on local
 * sockets, so the program {@code systemd-notify} does it.
 */
final class Supervising {
  private Supervising() {}

  /** Says something, such as {@code --ready}; a failure changes nothing. */
  static void say(String what) {
    if (System.getenv("NOTIFY_SOCKET") == null) {
      return;
    }
    try {
      int status = new ProcessBuilder("systemd-notify", what).inheritIO().start().waitFor();
      if (status != 0) {
        System.err.println("baton: systemd-notify " + what + " has ended with " + status);
      }
    } catch (IOException e) {
      System.err.println("baton: systemd is not told: " + Failures.describe(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
