package io.baton.api.server;

import io.baton.api.spi.Log;

/** Log of unexpected messages. */
final class Unexpected {
  private static final Log LOG = Log.of("io.baton.otp");

  private Unexpected() {}

  /** Logs a message as text, which is made here, so that the message itself is not kept. */
  static void log(Object message) {
    String text = "server got an unexpected message of " + message.getClass().getName();
    LOG.log(System.Logger.Level.WARNING, text);
  }
}
