package io.baton.checks.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder with the layout of a repository, before it is uploaded. */
final class Staged {
  private static final List<String> CHECKSUMS = List.of(".md5", ".sha1");

  /** A reserved name, RFC 2606: the address that stands in the poms while there is none. */
  private static final String NO_ADDRESS = "baton.invalid";

  private final Path folder;
  private final boolean isRelease;

  /**
   * A folder.
   *
   * @param isRelease whether signatures and a real address are required as well
   */
  Staged(Path folder, boolean isRelease) {
    this.folder = folder;
    this.isRelease = isRelease;
  }

  /** Returns what Maven Central would refuse, a line for each. */
  List<String> problems() throws IOException {
    List<String> problems = new ArrayList<>();
    List<Pom> poms = new ArrayList<>();
    for (Path file : files(".pom")) {
      Pom pom = Pom.read(file);
      poms.add(pom);
      problems.addAll(filesOf(pom));
      if (isRelease && Files.readString(file).contains(NO_ADDRESS)) {
        problems.add("%s has no public address: set baton.url and baton.scm".formatted(file));
      }
    }
    if (poms.isEmpty()) {
      return List.of(folder + " has no poms");
    }
    problems.addAll(new Published(poms).problems());
    return problems;
  }

  private List<Path> files(String end) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }

  private List<String> filesOf(Pom pom) {
    List<Path> needed = new ArrayList<>(List.of(pom.file()));
    if (!pom.packaging().equals("pom")) {
      needed.add(beside(pom, ".jar"));
    }
    if (pom.packaging().equals("jar") || pom.packaging().equals("maven-plugin")) {
      needed.add(beside(pom, "-sources.jar"));
      needed.add(beside(pom, "-javadoc.jar"));
    }
    List<Path> all = new ArrayList<>(needed);
    for (Path file : needed) {
      CHECKSUMS.forEach(checksum -> all.add(file.resolveSibling(file.getFileName() + checksum)));
      if (isRelease) {
        all.add(file.resolveSibling(file.getFileName() + ".asc"));
      }
    }
    return all.stream()
        .filter(file -> !Files.isRegularFile(file))
        .map(file ->
            "%s: Maven Central requires %s: build with -Pstage%s"
                .formatted(pom.artifactId(), file, isRelease ? ",baton-release" : ""))
        .toList();
  }

  private static Path beside(Pom pom, String end) {
    String name = pom.file().getFileName().toString();
    return pom.file().resolveSibling(name.substring(0, name.length() - ".pom".length()) + end);
  }
}
