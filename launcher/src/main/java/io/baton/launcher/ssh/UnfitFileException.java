package io.baton.launcher.ssh;

import java.io.IOException;

/** A file that ssh needs is not as it has to be; the message says what to do. */
public final class UnfitFileException extends IOException {
  private static final long serialVersionUID = 1L;

  UnfitFileException(String message) {
    super(message);
  }
}
