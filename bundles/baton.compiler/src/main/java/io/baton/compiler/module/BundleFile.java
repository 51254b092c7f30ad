package io.baton.compiler.module;

import io.baton.spi.ThrownText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** File that holds the bundle of a version. */
public final class BundleFile {
  private BundleFile() {}

  /**
   * Writes a bundle to a file that is not there, or that holds a bundle that was compiled here. The
   * file has the whole bundle, or is as it was before.
   *
   * @param file where; folders above it that are missing are made
   * @param bundle the bytes
   * @return why it was not written; empty if it was
   */
  public static Optional<String> write(Path file, byte[] bundle) {
    try {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isCompiledHere(file)) {
        return Optional.of("it is there, and was not compiled here; name another file");
      }
      Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
      Path part = Files.createTempFile(folder, file.getFileName().toString(), ".part");
      try {
        Files.write(part, bundle);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(ThrownText.describe(e));
    }
  }

  private static boolean isCompiledHere(Path file) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (var jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      return manifest != null && Origin.isIn(manifest.getMainAttributes());
    } catch (IOException _) {
      return false; // no archive
    }
  }
}
