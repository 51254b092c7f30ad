package io.baton.races.stepping;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringTokenizer;
import java.util.stream.Stream;

/** Loads what runs schedules of life-cycle operations with classes that stop at steps. */
public final class SteppedSchedules {
  /** In memory where there is such a folder: a load writes files and forces them to disk. */
  private static final Path MEMORY = Path.of("/dev/shm");

  private static final String RUNNER = "io.baton.races.schedules.Schedules";

  private SteppedSchedules() {}

  /**
   * Runs schedules.
   *
   * @param first seed of the first one; the next ones follow
   * @param count how many
   * @return whether all have passed
   */
  public static boolean run(long first, long count) throws Exception {
    Path folder =
        Files.isWritable(MEMORY)
            ? Files.createTempDirectory(MEMORY, "baton-schedules")
            : Files.createTempDirectory("baton-schedules");
    try (var classes = new SteppedClasses(classPath())) {
      return (boolean)
          classes
              .loadClass(RUNNER)
              .getMethod("run", long.class, long.class, Path.class)
              .invoke(null, first, count, folder);
    } finally {
      delete(folder);
    }
  }

  private static URL[] classPath() throws IOException {
    List<URL> path = new ArrayList<>();
    var all = new StringTokenizer(System.getProperty("java.class.path"), File.pathSeparator);
    while (all.hasMoreTokens()) {
      path.add(Path.of(all.nextToken()).toUri().toURL());
    }
    return path.toArray(URL[]::new);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
