package io.baton.code.artifact;

import io.baton.api.code.LoadResult;
import io.baton.spi.ThrownText;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Version;

/**
 * A bundle that holds one version of one module, as its manifest says.
 *
 * @param content the bundle
 * @param symbolicName of the bundle
 * @param module name of the module
 * @param version of the bundle
 * @param classPath jars inside the bundle from which classes are loaded, too
 */
public record Artifact(
    Content content, String symbolicName, String module, Version version, List<String> classPath) {
  /** Copies the list. */
  public Artifact {
    classPath = List.copyOf(classPath);
  }

  /** Result of reading a file. */
  public sealed interface Read {
    /**
     * A module's bundle.
     *
     * @param artifact what is in the file
     */
    record Found(Artifact artifact) implements Read {}

    /**
     * Something else.
     *
     * @param refused what is wrong with it
     */
    record Bad(LoadResult.Refused refused) implements Read {}
  }

  /**
   * Reads the manifest of a file; no class is loaded, and nothing else is read.
   *
   * @param file any path
   * @return what it is
   */
  public static Read read(Path file) {
    return ManifestReader.read(file);
  }

  /**
   * Reads a bundle in memory as a whole; no class is loaded.
   *
   * @param origin what to call it
   * @param bundle its bytes; not copied
   * @param bounds of what it may hold
   * @return what it is
   */
  public static Read read(String origin, byte[] bundle, ArchiveBounds bounds) {
    return ManifestReader.read(origin, bundle, bounds);
  }

  /** The same with other content. */
  Artifact in(Content other) {
    return new Artifact(other, symbolicName, module, version, classPath);
  }

  /**
   * Reads the whole bundle, as that of a stranger; one from memory was read so before.
   *
   * @param bounds of what it may hold
   * @return what is damaged or too large; empty if nothing is
   */
  public Optional<LoadResult.Refused> damage(ArchiveBounds bounds) {
    return switch (content) {
      case Content.InFile(Path file) -> damage(file, bounds);
      case Content.InMemory memory ->
          memory.fault().map(why -> new LoadResult.BadFile(what(), why));
    };
  }

  private Optional<LoadResult.Refused> damage(Path file, ArchiveBounds bounds) {
    try {
      return ArchiveCheck.of(file, classPath, bounds)
          .map(why -> new LoadResult.BadFile(what(), why));
    } catch (UncheckedIOException e) {
      return Optional.of(ManifestReader.unread(what(), file, ThrownText.rootCause(e)));
    }
  }

  /**
   * Returns what a message calls it.
   *
   * @return such as {@code frequency 2.0.0}
   */
  public String what() {
    return module + " " + version;
  }
}
