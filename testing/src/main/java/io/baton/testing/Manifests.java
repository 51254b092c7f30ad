package io.baton.testing;

import aQute.bnd.header.Attrs;
import aQute.bnd.header.OSGiHeader;
import java.util.Optional;
import java.util.jar.Attributes;
import org.osgi.framework.Constants;

/** What manifests say of modules. */
final class Manifests {
  /** Namespace and attribute of the capability that a bundle with a module has. */
  static final String CAPABILITY = "baton.module";

  private Manifests() {}

  /** Returns the name of the module that a bundle with these headers has. */
  static Optional<String> module(Attributes headers) {
    String provided = headers.getValue(Constants.PROVIDE_CAPABILITY);
    return provided == null
        ? Optional.empty()
        : Optional.ofNullable(OSGiHeader.parseHeader(provided).get(CAPABILITY))
            .map((Attrs attributes) -> attributes.get(CAPABILITY));
  }

  /** Returns the version of a bundle with these headers. */
  static String version(Attributes headers) {
    String version = headers.getValue(Constants.BUNDLE_VERSION);
    return version == null ? "0.0.0" : version.strip();
  }
}
