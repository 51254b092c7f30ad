package io.baton.code.artifact;

import io.baton.api.code.LoadResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The directories in which modules are looked for by name. Read again at each request, so a file
 * that was just put there is found.
 *
 * @param directories those that do not exist are passed over
 */
public record Directories(List<Path> directories) {
  /** Copies the list. */
  public Directories {
    directories = List.copyOf(directories);
  }

  /**
   * All versions of all modules, read once. As in Erlang, the first directory that has a module
   * wins.
   *
   * @return by module; of each directory by directory, in each the newest first
   */
  SortedMap<String, List<Artifact>> byModule() {
    SortedMap<String, List<Artifact>> found = new TreeMap<>();
    for (Path directory : directories) {
      for (Artifact artifact : newestFirst(directory)) {
        found.computeIfAbsent(artifact.module(), _ -> new ArrayList<>()).add(artifact);
      }
    }
    return found;
  }

  private static List<Artifact> newestFirst(Path directory) {
    return files(directory, new ArrayList<>()).stream()
        .flatMap(file ->
            Artifact.read(file) instanceof Artifact.Read.Found(Artifact artifact)
                ? Stream.of(artifact)
                : Stream.empty())
        .sorted(Comparator.comparing(Artifact::version).reversed())
        .toList();
  }

  /**
   * All versions of a module.
   *
   * @param module its name
   * @return in the order in which a load by name prefers them
   */
  public List<Artifact> versions(String module) {
    return byModule().getOrDefault(module, List.of());
  }

  /**
   * All modules.
   *
   * @return their names, sorted, each once
   */
  public List<String> modules() {
    return List.copyOf(byModule().keySet());
  }

  /**
   * Returns what a search for a module passes over: files that are no version of any module, and
   * directories that cannot be read.
   *
   * @param module its name
   * @return why, for people; files that are called like the module come first
   */
  List<String> passedOver(String module) {
    List<String> problems = new ArrayList<>();
    List<Path> files = new ArrayList<>(files(problems));
    files.sort(
        Comparator.comparing(file -> !String.valueOf(file.getFileName()).startsWith(module)));
    for (Path file : files) {
      if (Artifact.read(file) instanceof Artifact.Read.Bad(LoadResult.Refused refused)) {
        problems.add("%s: %s".formatted(refused.what(), refused.why()));
      }
    }
    return problems;
  }

  private List<Path> files(List<String> problems) {
    return directories.stream().flatMap(directory -> files(directory, problems).stream()).toList();
  }

  private static List<Path> files(Path directory, List<String> problems) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      problems.add("%s cannot be read: %s".formatted(directory, e));
      return List.of();
    }
  }

  @Override
  public String toString() {
    return directories.isEmpty()
        ? "the code path, which is empty"
        : String.join(", ", directories.stream().map(Path::toString).toList());
  }
}
