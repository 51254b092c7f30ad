package io.baton.itests;

import io.baton.fixtures.SourceCompiler;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/** Class files of source texts. What was compiled once is not compiled again. */
final class CompiledSources {
  private static final ConcurrentMap<Job, Map<String, byte[]>> DONE = new ConcurrentHashMap<>();

  private CompiledSources() {}

  /** What is compiled against what. */
  private record Job(Map<String, String> sources, List<Path> classPath) {}

  /**
   * Compiles source texts.
   *
   * @param sources by the name of the class in them
   * @return class files, by the name of their class
   */
  static Map<String, byte[]> of(Map<String, String> sources, List<Path> classPath) {
    if (sources.isEmpty()) {
      return Map.of();
    }
    return DONE.computeIfAbsent(
        new Job(Map.copyOf(sources), List.copyOf(classPath)), CompiledSources::compile);
  }

  private static Map<String, byte[]> compile(Job job) {
    String path =
        job.classPath().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    return SourceCompiler.compile(
        job.sources(), List.of("-proc:none", "-nowarn", "-g", "-classpath", path));
  }
}
