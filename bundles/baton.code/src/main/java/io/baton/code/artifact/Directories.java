package io.baton.code.artifact;

import io.baton.api.code.Clash;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.osgi.framework.Version;

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
   * All versions of a module. As in Erlang, the first directory that has the module wins.
   *
   * @param module its name
   * @return directory by directory, in each the newest first
   */
  public List<Artifact> versions(String module) {
    return directories.stream().flatMap(directory -> versions(directory, module)).toList();
  }

  private static Stream<Artifact> versions(Path directory, String module) {
    return new Directories(List.of(directory))
        .all().stream()
            .filter(artifact -> artifact.module().equals(module))
            .sorted(Comparator.comparing(Artifact::version, Comparator.<Version>reverseOrder()));
  }

  /**
   * The files of all versions of a module.
   *
   * @param module its name
   * @return in the same order
   */
  List<ModuleFile> files(String module) {
    List<ModuleFile> files = new ArrayList<>();
    for (Artifact artifact : versions(module)) {
      if (artifact.content() instanceof Content.InFile(Path file)) {
        files.add(new ModuleFile(module, artifact.version().toString(), file));
      }
    }
    return files;
  }

  /**
   * All modules.
   *
   * @return their names, sorted, each once
   */
  public List<String> modules() {
    return all().stream().map(Artifact::module).distinct().sorted().toList();
  }

  /**
   * The files that another directory hides.
   *
   * @return module by module
   */
  List<Clash> clashes() {
    List<Clash> clashes = new ArrayList<>();
    for (String module : modules()) {
      List<ModuleFile> files = files(module);
      ModuleFile taken = files.getFirst();
      files.stream()
          .filter(file -> !Objects.equals(file.file().getParent(), taken.file().getParent()))
          .forEach(hidden -> clashes.add(new Clash(taken, hidden)));
    }
    return clashes;
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

  private List<Artifact> all() {
    List<Artifact> found = new ArrayList<>();
    for (Path file : files(new ArrayList<>())) {
      if (Artifact.read(file) instanceof Artifact.Read.Found(Artifact artifact)) {
        found.add(artifact);
      }
    }
    return found;
  }

  private List<Path> files(List<String> problems) {
    return directories.stream()
        .filter(Files::isDirectory)
        .flatMap(directory -> jars(directory, problems).stream())
        .toList();
  }

  private static List<Path> jars(Path directory, List<String> problems) {
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
