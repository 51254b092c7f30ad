package io.baton.code.loading;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

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

  /** What is done with a file. */
  @FunctionalInterface
  interface Reading<R> {
    /** Reads the file. */
    R of(Path file) throws IOException;
  }

  /**
   * Lets its bytes be read as a file; what was in memory is one as long as that takes. Only a file
   * shows what is wrong with the directory at the end of an archive.
   */
  default <R> R inFile(Reading<R> reading) throws IOException {
    return switch (this) {
      case InFile(Path file) -> reading.of(file);
      case InMemory(_, byte[] bundle) -> {
        Path file = Files.createTempFile("baton", ".jar");
        try {
          yield reading.of(Files.write(file, bundle));
        } finally {
          Files.delete(file);
        }
      }
    };
  }

  /** Its bytes, from the beginning. */
  default InputStream open() throws IOException {
    return switch (this) {
      case InFile(Path file) -> Files.newInputStream(file);
      case InMemory(_, byte[] bundle) -> new ByteArrayInputStream(bundle);
    };
  }
}
