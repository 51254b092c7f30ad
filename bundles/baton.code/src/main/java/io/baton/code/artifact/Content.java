package io.baton.code.artifact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Source of the bytes of a bundle. */
public sealed interface Content {
  /**
   * In a file.
   *
   * @param file the bundle
   */
  record InFile(Path file) implements Content {}

  /**
   * In memory.
   *
   * @param origin what to call it
   * @param bundle its bytes
   * @param fault what is wrong with them, as was found when they were read; empty if nothing is
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record InMemory(String origin, byte[] bundle, Optional<String> fault) implements Content {}

  /** Returns what a message calls it. */
  default String name() {
    return switch (this) {
      case InFile(Path file) -> file.toString();
      case InMemory(String origin, _, _) -> origin;
    };
  }

  /** Its bytes, from the beginning. */
  default InputStream open() throws IOException {
    return switch (this) {
      case InFile(Path file) -> Files.newInputStream(file);
      case InMemory(_, byte[] bundle, _) -> new ByteArrayInputStream(bundle);
    };
  }
}
