package io.baton.code.artifact;

import io.baton.api.code.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /**
   * Returns what a source names.
   *
   * @param source any
   * @return null for a module that is looked for by name
   */
  static @Nullable Content of(Source source) {
    return switch (source) {
      case Source.OnPath _ -> null;
      case Source.InFile(_, Path file) -> new InFile(file);
      case Source.InMemory(_, String file, byte[] bundle) ->
          new InMemory(file, bundle, Optional.empty());
    };
  }

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
