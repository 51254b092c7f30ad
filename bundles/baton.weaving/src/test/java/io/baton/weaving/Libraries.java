package io.baton.weaving;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Weaves every class of libraries, lets the JVM verify it, and compares the result with that of the
 * original class. {@code itests/libraries/weave} does this with many.
 */
final class Libraries {
  private static final String SUFFIX = ".class";

  private final LibraryPath classPath;

  /** Results so far; guarded by the monitor, as are the fields that follow. */
  private int classes;

  private int old;
  private int linked;
  private int withoutEveryEntry;
  private final List<String> differing = new ArrayList<>();

  Libraries(LibraryPath classPath) {
    this.classPath = classPath;
  }

  /**
   * Weaves all classes of the jars in a folder.
   *
   * @param arguments the folder, and how many libraries are in it
   */
  public static void main(String[] arguments) throws IOException {
    List<Path> jars;
    try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    try (var classPath = new LibraryPath(jars)) {
      var libraries = new Libraries(classPath);
      jars.parallelStream()
          .forEach(jar -> {
            System.err.println(jar.getFileName());
            libraries.weave(jar);
          });
      libraries.report("%s libraries, %,d jars".formatted(arguments[1], jars.size()), System.out);
      System.exit(libraries.differing().isEmpty() && libraries.classes() > 0 ? 0 : 1);
    }
  }

  /** Weaves and links all classes of one of the libraries, in loaders of their own. */
  void weave(Path jar) {
    var unwoven = new LibraryLoader(classPath, false);
    var woven = new LibraryLoader(classPath, true);
    for (String name : namesIn(jar)) {
      compare(jar, name, unwoven, woven);
    }
    synchronized (this) {
      withoutEveryEntry += woven.hasEveryEntry() ? 0 : 1;
    }
  }

  private void compare(Path jar, String name, LibraryLoader unwoven, LibraryLoader woven) {
    String expected = unwoven.link(name);
    String found = woven.link(name);
    boolean isOld = isOld(unwoven, name);
    synchronized (this) {
      classes++;
      linked += expected.isEmpty() ? 1 : 0;
      old += isOld ? 1 : 0;
      if (expected.isEmpty() != found.isEmpty()) {
        differing.add(
            "%s %s: '%s', woven '%s'".formatted(jar.getFileName(), name, expected, found));
      }
    }
  }

  private static boolean isOld(LibraryLoader loader, String name) {
    try {
      byte[] bytes = loader.bytesOf(name);
      return bytes[6] == 0 && bytes[7] < 51;
    } catch (ClassNotFoundException _) {
      return false;
    }
  }

  private static List<String> namesIn(Path jar) {
    try (JarFile file = LibraryPath.open(jar)) {
      return file.versionedStream()
          .map(JarEntry::getName)
          .filter(name -> name.endsWith(SUFFIX) && !name.startsWith("META-INF/"))
          .filter(name -> !name.endsWith("module-info.class"))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()).replace('/', '.'))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the JVM's message for each class that links only unwoven, or only woven. */
  synchronized List<String> differing() {
    return List.copyOf(differing);
  }

  synchronized int classes() {
    return classes;
  }

  synchronized int old() {
    return old;
  }

  /** Prints the row of {@code docs/reference/compatibility.md}, and each class that differs. */
  synchronized void report(String what, PrintStream out) {
    out.printf(
        "| %s | %,d | %,d | %,d | %,d | %,d |%n",
        what, classes, old, linked, differing.size(), withoutEveryEntry);
    differing.forEach(out::println);
  }

  /** The jars on a class path that have these words in their names. */
  static List<Path> onClassPath(String... names) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path ->
            Arrays.stream(names).anyMatch(name -> path.getFileName().toString().startsWith(name)))
        .toList();
  }
}
