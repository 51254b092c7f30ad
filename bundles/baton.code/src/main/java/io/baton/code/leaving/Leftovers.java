package io.baton.code.leaving;

import io.baton.api.code.Leftover;
import io.baton.code.version.LoadedVersion;
import io.baton.spi.JdkThreads;
import io.baton.spi.Log;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What versions leave in the registries of the JDK. It is listed as long as a version is old, and
 * removed when it is purged, where that harms nobody: the code of a purged version could not be
 * called from there.
 */
public final class Leftovers {
  private static final Log LOG = Log.of("io.baton.code");

  /**
   * An entry of a registry.
   *
   * @param kind of the registry
   * @param what the entry, in a few words
   * @param removal removes it; null if that is not safe
   */
  record Entry(String kind, String what, @Nullable Runnable removal) {}

  private Leftovers() {}

  /**
   * Finds what a version has left. Runs no code of it.
   *
   * @param version usually an old one
   * @return registry by registry
   */
  public static List<Leftover> of(LoadedVersion version) {
    return Stream.concat(
            removable(version.loader()).stream(), Registry.threadLocals(version.loader()))
        .map(entry ->
            new Leftover(version.id(), entry.kind(), entry.what(), entry.removal() != null))
        .toList();
  }

  private static List<Entry> removable(ClassLoader loader) {
    List<Entry> found = new ArrayList<>();
    for (Registry registry : Registry.ALL) {
      try {
        registry.entries(loader).forEach(found::add);
      } catch (RuntimeException | LinkageError e) {
        LOG.log(Level.WARNING, "a registry of the JDK could not be read: " + e);
      }
    }
    List<Thread> threads = new ArrayList<>(JdkThreads.platformThreads());
    threads.addAll(Registry.hooks()); // they have not started
    for (Thread thread : threads) {
      if (JdkThreads.hasContextLoader(thread, loader) && thread != Thread.currentThread()) {
        found.add(
            new Entry(
                "context class loader",
                "of thread " + JdkThreads.name(thread),
                () -> JdkThreads.resetContextLoader(thread)));
      }
    }
    return found;
  }

  /**
   * Removes what a purged version has left and can be removed, and logs what. Called when its
   * components are deactivated, on a thread that may run code of it.
   *
   * @param version was purged
   */
  public static void remove(LoadedVersion version) {
    List<String> removed = new ArrayList<>();
    for (Entry entry : removable(version.loader())) {
      Optional.ofNullable(entry.removal())
          .ifPresent(removal -> {
            try {
              removal.run();
              removed.add(entry.kind() + " " + entry.what());
            } catch (RuntimeException | LinkageError e) {
              LOG.log(
                  Level.WARNING,
                  "%s has left %s %s, which could not be removed: %s"
                      .formatted(version, entry.kind(), entry.what(), e));
            }
          });
    }
    if (!removed.isEmpty()) {
      LOG.log(
          Level.INFO, "%s was purged; removed what it had left: %s".formatted(version, removed));
    }
  }
}
