package io.baton.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * What is one module, and loaded as a whole.
 *
 * @param path a source file, a folder of sources, or a folder of classes
 * @param kind which of these
 */
record Unit(Path path, Kind kind) implements Comparable<Unit> {
  private static final String SOURCES = "src/main/java";

  /** Kinds of units. */
  enum Kind {
    /** Java files, to be compiled. */
    SOURCE,
    /** Classes with the manifest of a bundle. */
    CLASSES
  }

  /** State of a file: it has changed if this has. */
  record Stamp(long modified, long size) {}

  /**
   * Adds the units at a path.
   *
   * @param files gets each unit with its files
   */
  static void find(Path path, SortedMap<Unit, SortedMap<Path, Stamp>> files) {
    if (isJava(path) && Files.isRegularFile(path)) {
      put(new Unit(path, Kind.SOURCE), files);
      return;
    }
    Optional<Unit> whole = whole(path);
    if (whole.isPresent()) {
      put(whole.get(), files);
    } else if (Files.isDirectory(path)) {
      for (Path child : children(path)) {
        if (isJava(child) && Files.isRegularFile(child)) {
          put(new Unit(child, Kind.SOURCE), files);
        } else if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
          put(whole(child).orElse(new Unit(child, Kind.SOURCE)), files);
        }
      }
    }
  }

  private static Optional<Unit> whole(Path folder) {
    if (Files.isDirectory(folder.resolve(SOURCES))) {
      return Optional.of(new Unit(folder, Kind.SOURCE));
    }
    return Files.isRegularFile(folder.resolve(JarFile.MANIFEST_NAME))
        ? Optional.of(new Unit(folder, Kind.CLASSES))
        : Optional.empty();
  }

  private static Iterable<Path> children(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Unit::isVisible).sorted().toList();
    } catch (IOException _) {
      return Stream.<Path>of().toList(); // it is looked at again
    }
  }

  /** A unit without files is none. */
  private static void put(Unit unit, SortedMap<Unit, SortedMap<Path, Stamp>> files) {
    SortedMap<Path, Stamp> stamps = unit.stamps();
    if (!stamps.isEmpty()) {
      files.put(unit, stamps);
    }
  }

  /** Returns the files that it is made of; those that go meanwhile are left out. */
  private SortedMap<Path, Stamp> stamps() {
    SortedMap<Path, Stamp> stamps = new TreeMap<>();
    Path sources = path.resolve(SOURCES);
    Path root = kind == Kind.SOURCE && Files.isDirectory(sources) ? sources : path;
    Predicate<Path> isPart = kind == Kind.SOURCE ? Unit::isJava : Unit::isVisible;
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(isPart).filter(Files::isRegularFile).toList()) {
        stamps.put(file, new Stamp(Files.getLastModifiedTime(file).toMillis(), Files.size(file)));
      }
    } catch (IOException | UncheckedIOException _) {
      return stamps; // it is looked at again
    }
    return stamps;
  }

  /** Editors write files with other names first, or beside it. */
  private static boolean isJava(Path file) {
    return isVisible(file) && file.toString().endsWith(".java");
  }

  private static boolean isVisible(Path file) {
    String name = String.valueOf(file.getFileName());
    return !name.startsWith(".") && !name.startsWith("#") && !name.endsWith("~");
  }

  @Override
  public int compareTo(Unit other) {
    int byPath = path.compareTo(other.path);
    return byPath == 0 ? kind.compareTo(other.kind) : byPath;
  }
}
