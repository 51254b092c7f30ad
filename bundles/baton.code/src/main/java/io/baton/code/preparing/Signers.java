package io.baton.code.preparing;

import io.baton.api.code.LoadResult;
import io.baton.code.artifact.TrustedKeys;
import io.baton.code.framework.bundle.BundleContent;
import io.baton.spi.ThrownText;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;

/**
 * Refuses bundles that no trusted key has signed, if keys are configured. What is verified is what
 * the framework has of the bundle, not the file that it was made of: that may be another one by
 * now. Code of a bundle that the code server loads has not run by then.
 */
public final class Signers {
  private final Supplier<Optional<TrustedKeys>> trusted;

  /**
   * Verifies by what is configured.
   *
   * @param trusted read at each load; empty if bundles need no signature
   */
  public Signers(Supplier<Optional<TrustedKeys>> trusted) {
    this.trusted = trusted;
  }

  /**
   * Returns why a bundle must not be loaded.
   *
   * @param bundle is installed
   * @param what module and version
   * @return empty if it may be loaded
   */
  Optional<LoadResult.Refused> refused(Bundle bundle, String what) {
    return trusted
        .get()
        .flatMap(keys -> fault(bundle, keys))
        .map(why -> new LoadResult.NotSigned(what, why));
  }

  private static Optional<String> fault(Bundle bundle, TrustedKeys keys) {
    try {
      Path copy = Files.createTempFile("baton", ".jar");
      try {
        try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(copy))) {
          BundleContent.write(bundle, to);
        }
        return keys.fault(copy);
      } finally {
        Files.delete(copy);
      }
    } catch (IOException e) {
      return Optional.of("its signature cannot be verified: " + ThrownText.describe(e));
    }
  }
}
