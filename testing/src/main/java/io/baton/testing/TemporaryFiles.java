package io.baton.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are gone when the JVM ends. */
final class TemporaryFiles {
  private TemporaryFiles() {}

  static Path jar() {
    try {
      Path file = Files.createTempFile("baton-module-", ".jar");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary file can be made", e);
    }
  }
}
