package io.baton.otp;

import io.baton.api.spi.Modules;
import org.jspecify.annotations.Nullable;

/**
 * The modules of the code server; of the one before while it is restarted. A module that was named
 * once is found by its name for ever.
 */
final class LastModules implements Modules {
  /** Written as code servers come, read by who starts servers. */
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
