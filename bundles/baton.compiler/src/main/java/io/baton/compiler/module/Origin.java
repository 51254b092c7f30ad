package io.baton.compiler.module;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Dictionary;
import java.util.Optional;
import java.util.jar.Attributes;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/**
 * What the manifest of a version says of it and of its origin.
 *
 * @param symbolicName of the bundle
 * @param version of the bundle
 * @param source the file or folder that was compiled
 * @param compiled when its sources were read
 */
public record Origin(String symbolicName, Version version, Path source, Instant compiled) {
  private static final String SOURCE = "Baton-Source";
  private static final String COMPILED = "Baton-Compiled";

  /** A path may have any letters, and a manifest ends its lines with some: so it is an address. */
  void write(Attributes headers) {
    headers.putValue(SOURCE, source.toUri().toASCIIString());
    headers.putValue(COMPILED, compiled.toString());
  }

  /** Returns whether these headers are of a bundle that was compiled here. */
  static boolean isIn(Attributes headers) {
    return headers.getValue(SOURCE) != null;
  }

  /**
   * Reads the origin of a bundle.
   *
   * @param headers of its manifest
   * @return empty if it was not compiled here
   */
  public static Optional<Origin> of(Dictionary<String, String> headers) {
    String source = headers.get(SOURCE);
    String compiled = headers.get(COMPILED);
    if (source == null || compiled == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Origin(
              text(headers.get("Bundle-SymbolicName")),
              Version.parseVersion(headers.get("Bundle-Version")),
              Path.of(URI.create(source)),
              Instant.parse(compiled)));
    } catch (IllegalArgumentException | FileSystemNotFoundException | DateTimeException _) {
      return Optional.empty(); // another tool has written these headers
    }
  }

  private static String text(@Nullable String header) {
    return header == null ? "" : header;
  }
}
