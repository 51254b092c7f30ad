package io.baton.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the modules of an application come from.
 *
 * @param classPath modules that the start loads from the class path, by {@code group:artifact} or
 *     by the name of the module
 * @param files bundles that the start loads
 * @param codePath folders in which modules are looked for by name
 * @param dropFolder the folder whose jars are loaded when they come and change; empty for none
 * @param watched sources and folders of classes that are loaded when they are saved
 */
public record ModuleSources(
    List<String> classPath,
    List<Path> files,
    List<Path> codePath,
    Optional<Path> dropFolder,
    List<Path> watched) {
  /** None. */
  static final ModuleSources NONE =
      new ModuleSources(List.of(), List.of(), List.of(), Optional.empty(), List.of());

  /** Copies the lists. */
  public ModuleSources {
    classPath = List.copyOf(classPath);
    files = List.copyOf(files);
    codePath = List.copyOf(codePath);
    watched = List.copyOf(watched);
  }

  ModuleSources withClassPath(List<String> more) {
    return new ModuleSources(and(classPath, more), files, codePath, dropFolder, watched);
  }

  ModuleSources withFiles(List<Path> more) {
    return new ModuleSources(classPath, and(files, more), codePath, dropFolder, watched);
  }

  ModuleSources withCodePath(List<Path> more) {
    return new ModuleSources(classPath, files, and(codePath, more), dropFolder, watched);
  }

  ModuleSources withDropFolder(Path folder) {
    return new ModuleSources(classPath, files, codePath, Optional.of(folder), watched);
  }

  ModuleSources withWatched(List<Path> more) {
    return new ModuleSources(classPath, files, codePath, dropFolder, and(watched, more));
  }

  private static <T> List<T> and(List<T> some, List<T> more) {
    List<T> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
