package io.baton.maven;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;

/** The JDK that Baton runs on. */
final class Jdk {
  /** The first version that Baton runs on. */
  static final int NEEDED = 25;

  private Jdk() {}

  /**
   * Returns the launcher of the first JDK that is new enough.
   *
   * @param homes folders of JDKs, in the order of preference; an empty one is not given
   * @throws MojoExecutionException if none is
   */
  static Path java(List<Optional<Path>> homes) throws MojoExecutionException {
    List<Path> given = homes.stream().flatMap(Optional::stream).toList();
    for (Path home : given) {
      Optional<Path> java = launcher(home);
      if (java.isPresent() && feature(home) >= NEEDED) {
        return java.get();
      }
    }
    throw new MojoExecutionException(
        ("Baton needs JDK %d or later to check the upgrade, found %s; select one with"
                + " maven-toolchains-plugin, or name its folder with -Dbaton.check.jdk or in"
                + " JAVA_HOME")
            .formatted(
                NEEDED, String.join(", ", given.stream().distinct().map(Jdk::text).toList())));
  }

  private static String text(Path home) {
    int feature = feature(home);
    return feature == 0 ? "no JDK in %s".formatted(home) : "%d in %s".formatted(feature, home);
  }

  private static Optional<Path> launcher(Path home) {
    return Stream.of("java", "java.exe")
        .map(name -> home.resolve("bin").resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Returns what the JDK says of itself; 0 if it says nothing. */
  static int feature(Path home) {
    Properties release = new Properties();
    try (Reader in = Files.newBufferedReader(home.resolve("release"), StandardCharsets.UTF_8)) {
      release.load(in);
      String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
      return version.isEmpty() ? 0 : Runtime.Version.parse(version).feature();
    } catch (IOException | IllegalArgumentException e) {
      return 0;
    }
  }
}
