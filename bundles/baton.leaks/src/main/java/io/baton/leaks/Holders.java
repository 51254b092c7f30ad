package io.baton.leaks;

import io.baton.api.code.Leak;
import java.io.IOException;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import shark.CloseableHeapGraph;
import shark.HprofHeapGraph;
import shark.HprofRecordTag;
import shark.LeakTrace;

/** Holders of some loaders, as a new dump shows them. */
final class Holders {
  private static final Leak.Holder NO_PATH =
      new Leak.Unknown("a heap dump shows no path to it; native code may hold it, or a ClassValue");

  private Holders() {}

  static List<Optional<Leak.Holder>> of(List<? extends Reference<?>> references)
      throws IOException {
    var wanted = new Wanted(references);
    try (var dump = HeapDump.take();
        CloseableHeapGraph graph =
            HprofHeapGraph.Companion.openHeapGraph(
                dump.file(), null, HprofRecordTag.Companion.getRootTags())) {
      List<Long> loaders = wanted.in(graph);
      Set<Long> there = loaders.stream().filter(loader -> loader != 0).collect(Collectors.toSet());
      Map<Long, LeakTrace> paths =
          new Search(dump.file(), graph, Holding.of(graph, there)).shortestPaths();
      return loaders.stream()
          .map(loader ->
              there.contains(loader)
                  ? Optional.of(holder(Optional.ofNullable(paths.get(loader))))
                  : Optional.<Leak.Holder>empty())
          .toList();
    } finally {
      Reference.reachabilityFence(wanted);
    }
  }

  private static Leak.Holder holder(Optional<LeakTrace> path) {
    return path.map(Steps::holder).orElse(NO_PATH);
  }
}
