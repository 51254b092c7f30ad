package io.baton.code.leaking;

import io.baton.api.code.Leak;
import io.baton.spi.LeakFinder;
import io.baton.spi.Log;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Finds the purged versions that are still in memory, and what holds them. */
public final class Leaks {
  private static final Log LOG = Log.of("io.baton.code");

  private final Supplier<Optional<LeakFinder>> finder;
  private final LongSupplier limit;

  /**
   * Leaks.
   *
   * @param finder searches the heap; empty if there is no such service
   * @param limit how many bytes of the heap may be in use for a dump without a request
   */
  public Leaks(Supplier<Optional<LeakFinder>> finder, LongSupplier limit) {
    this.finder = finder;
    this.limit = limit;
  }

  /** As {@link io.baton.api.code.CodeStatus#leaks()} says. */
  public List<Leak> find(LoaderWatch watch) {
    Set<PurgedLoader> unreported = new HashSet<>();
    List<PurgedLoader> remaining = claim(watch, unreported);
    boolean collected = true;
    for (int i = 0; i < LoaderWatch.COLLECTIONS && collected && !remaining.isEmpty(); i++) {
      collected = Canary.goneAfterCollection();
      remaining = claim(watch, unreported);
    }
    Map<PurgedLoader, Leak> leaks = look(remaining);
    leaks.forEach((loader, leak) -> {
      if (unreported.contains(loader)) {
        log(leak);
      }
    });
    return List.copyOf(leaks.values());
  }

  /** The watch suspects the same loaders after these collections: one search is enough. */
  private static List<PurgedLoader> claim(LoaderWatch watch, Set<PurgedLoader> unreported) {
    List<PurgedLoader> remaining = watch.remaining();
    remaining.stream().filter(PurgedLoader::claimReport).forEach(unreported::add);
    return remaining;
  }

  /** Logs each that is really there, and has not been reported; a leak is a warning. */
  void suspected(List<PurgedLoader> suspects) {
    List<PurgedLoader> loaders = suspects.stream().filter(PurgedLoader::claimReport).toList();
    Map<PurgedLoader, Leak> leaks =
        usedHeap() < limit.getAsLong()
            ? look(loaders)
            : unknown(loaders, "code:leaks says what holds it (it dumps the heap)");
    leaks.values().forEach(Leaks::log);
  }

  private static void log(Leak leak) {
    boolean isSoft = leak.holder() instanceof Leak.SoftPath;
    LOG.log(
        isSoft ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
        "%s was purged, but is still in memory%s: %s"
            .formatted(
                leak.version(),
                isSoft ? " until it runs short, since only soft references hold it" : "",
                leak.holder()));
  }

  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** In the order of the loaders, without those that are gone by now. */
  private Map<PurgedLoader, Leak> look(List<PurgedLoader> loaders) {
    Optional<LeakFinder> found = finder.get();
    if (loaders.isEmpty()) {
      return Map.of();
    }
    if (found.isEmpty()) {
      return unknown(
          loaders, "the bundle baton.leaks, which would say what holds it, is not there");
    }
    try {
      List<Optional<Leak.Holder>> holders = found.get().find(loaders);
      Map<PurgedLoader, Leak> leaks = new LinkedHashMap<>();
      for (int i = 0; i < loaders.size(); i++) {
        PurgedLoader loader = loaders.get(i);
        holders.get(i).ifPresent(holder -> leaks.put(loader, loader.heldBy(holder)));
      }
      return leaks;
    } catch (IOException e) {
      return unknown(loaders, "what holds it cannot be found out: " + e);
    }
  }

  private static Map<PurgedLoader, Leak> unknown(List<PurgedLoader> loaders, String reason) {
    Map<PurgedLoader, Leak> leaks = new LinkedHashMap<>();
    loaders.stream()
        .filter(PurgedLoader::isThere)
        .forEach(loader -> leaks.put(loader, loader.heldBy(new Leak.Unknown(reason))));
    return leaks;
  }
}
