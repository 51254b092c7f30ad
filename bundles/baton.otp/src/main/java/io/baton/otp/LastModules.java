package io.baton.otp;

import io.baton.spi.Modules;
import org.jspecify.annotations.Nullable;

/**
 * Modules of the current code server, or of the last one while it restarts. A module named once
 * stays known by that name.
 */
final class LastModules implements Modules {
  /** Written by SCR as code servers come, read by threads that start servers. */
  private volatile @Nullable Modules last;

  void are(Modules modules) {
    last = modules;
  }

  @Override
  public Named named(String module) {
    Modules now = last;
    if (now == null) {
      throw noneYet();
    }
    return now.named(module);
  }

  static IllegalStateException noneYet() {
    return new IllegalStateException("there is no code server yet; start the bundle baton.code");
  }
}
