package io.baton.api.server;

import io.baton.api.spi.Log;

/** Messages that nobody asked for. */
final class Unexpected {
  private static final Log LOG = Log.of("io.baton.otp");

  private Unexpected() {}

  /** As text, made here: nobody keeps the message. */
  static void log(Object message) {
    String text = "server got an unexpected message of " + message.getClass().getName();
    LOG.log(System.Logger.Level.WARNING, text);
  }
}
