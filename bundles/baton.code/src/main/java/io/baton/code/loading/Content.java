package io.baton.code.loading;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Where the bytes of a bundle are. */
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
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record InMemory(String origin, byte[] bundle) implements Content {}

  /** What a message calls it. */
  default String name() {
    return switch (this) {
      case InFile(Path file) -> file.toString();
      case InMemory(String origin, _) -> origin;
    };
  }

  /** Its bytes, from the beginning. */
  default InputStream open() throws IOException {
    return switch (this) {
      case InFile(Path file) -> Files.newInputStream(file);
      case InMemory(_, byte[] bundle) -> new ByteArrayInputStream(bundle);
    };
  }

  /**
   * A location for the bundle. What was in memory gets one that is never given twice, also after a
   * restart of the framework, and of which nothing can be read.
   */
  default String location() {
    return switch (this) {
      case InFile(Path file) -> file.toUri().toString();
      case InMemory(String origin, _) -> "baton:%s:%s".formatted(UUID.randomUUID(), origin);
    };
  }
}
