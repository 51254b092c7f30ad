package io.baton.leaks;

import java.io.File;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import shark.HeapAnalysis;
import shark.HeapAnalysisFailure;
import shark.HeapAnalysisSuccess;
import shark.HeapAnalyzer;
import shark.HeapGraph;
import shark.IgnoredReferenceMatcher;
import shark.LeakTrace;
import shark.MetadataExtractor;
import shark.OnAnalysisProgressListener;
import shark.ReferenceMatcher;
import shark.ReferencePattern.InstanceFieldPattern;

/**
 * Search for the shortest paths in one dump, from roots of the collector to class loaders. One walk
 * over the heap finds most of them: a path through a holder of another loader is only searched for
 * if there is no other.
 */
final class Search {
  private static final List<String> NEVER_HOLD =
      List.of(
          "java.lang.ref.WeakReference",
          "java.lang.ref.PhantomReference",
          "java.lang.ref.FinalReference");

  private static final String SOFT = "java.lang.ref.SoftReference";

  private final File file;
  private final HeapGraph dump;
  private final Map<Long, Set<Long>> goals;
  private final Map<Long, LeakTrace> paths = new HashMap<>();

  /**
   * Creates a search.
   *
   * @param goals the objects that hold a loader, by the loader
   */
  Search(File file, HeapGraph dump, Map<Long, Set<Long>> goals) {
    this.file = file;
    this.dump = dump;
    this.goals = goals;
  }

  /** Returns the shortest paths by strong references; where there is none, by soft ones as well. */
  Map<Long, LeakTrace> shortestPaths() throws IOException {
    look(ignoring(NEVER_HOLD.stream(), Stream.of(SOFT)));
    look(ignoring(NEVER_HOLD.stream(), Stream.empty()));
    return paths;
  }

  private static List<ReferenceMatcher> ignoring(Stream<String> types, Stream<String> more) {
    return Stream.concat(types, more)
        .<ReferenceMatcher>map(
            type -> new IgnoredReferenceMatcher(new InstanceFieldPattern(type, "referent")))
        .toList();
  }

  private void look(List<ReferenceMatcher> ignored) throws IOException {
    Set<Long> together = new HashSet<>(goals.keySet());
    together.removeAll(paths.keySet());
    if (together.isEmpty()) {
      return;
    }
    look(together, ignored);
    together.removeAll(paths.keySet());
    if (goals.size() > 1) {
      for (Long loader : together) {
        look(Set.of(loader), ignored);
      }
    }
  }

  private void look(Set<Long> loaders, List<ReferenceMatcher> ignored) throws IOException {
    Set<Long> objects = new HashSet<>();
    goals.forEach((loader, holding) -> {
      if (loaders.contains(loader)) {
        objects.addAll(holding);
      }
    });
    List<LeakTrace> found = analyze(objects, ignored);
    goals.forEach((loader, holding) ->
        found.stream()
            .filter(path -> holding.contains(Labels.id(path.getLeakingObject())))
            .min(Comparator.comparingInt(path -> path.getReferencePath().size()))
            .ifPresent(path -> paths.putIfAbsent(loader, path)));
  }

  private List<LeakTrace> analyze(Set<Long> objects, List<ReferenceMatcher> ignored)
      throws IOException {
    HeapAnalysis analysis =
        new HeapAnalyzer(OnAnalysisProgressListener.Companion.getNO_OP())
            .analyze(
                file,
                dump,
                _ -> objects,
                ignored,
                false,
                List.of(Labels::of),
                MetadataExtractor.Companion.getNO_OP());
    if (analysis instanceof HeapAnalysisFailure failure) {
      throw new IOException("the heap dump cannot be read", failure.getException());
    }
    return ((HeapAnalysisSuccess) analysis)
        .getApplicationLeaks().stream().flatMap(leak -> leak.getLeakTraces().stream()).toList();
  }
}
