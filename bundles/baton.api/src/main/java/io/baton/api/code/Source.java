package io.baton.api.code;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Source of a version of a module. */
@ProviderType
public sealed interface Source {
  /**
   * Returns the module that is expected in it.
   *
   * @return its name
   */
  String module();

  /**
   * The newest version on the code path.
   *
   * @param module its name
   */
  record OnPath(String module) implements Source {}

  /**
   * A bundle in a file.
   *
   * @param module the module that must be in it
   * @param file the bundle
   */
  record InFile(String module, Path file) implements Source {}

  /**
   * A bundle in memory.
   *
   * @param module the module that must be in it
   * @param file what is recorded as its origin, such as a file or a URL; need not exist
   * @param bundle the bytes of the bundle; must not be changed afterwards
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record InMemory(String module, String file, byte[] bundle) implements Source {}
}
