package io.baton.code.leaking;

import io.baton.api.code.ModuleVersion;
import io.baton.spi.Log;
import io.baton.spi.ServiceThread;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether the class loaders of purged versions go. One that is still there after a few
 * collections that have unloaded classes is suspected, once. Thread-safe.
 */
public final class LoaderWatch implements AutoCloseable {
  /** One may be too early: what a version leaves behind may have to go in turn. */
  static final int COLLECTIONS = 3;

  private static final Log LOG = Log.of("io.baton.code");
  private static final Duration LEAVING = Duration.ofSeconds(1);

  private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
  private final Consumer<List<PurgedLoader>> suspected;
  private final ServiceThread thread;

  /** In the order of the purges. Guarded by this. */
  private final Set<PurgedLoader> purged = new LinkedHashSet<>();

  /** There while a version is waited for. Guarded by this. */
  private @Nullable Canary canary;

  /** Guarded by this. */
  private long canaries;

  private LoaderWatch(Consumer<List<PurgedLoader>> suspected) {
    this.suspected = suspected;
    thread = new ServiceThread("code-server unloading", LOG, this::round);
  }

  /**
   * Starts to watch, on a thread of its own.
   *
   * @param leaks gets those that should be gone
   */
  public static LoaderWatch start(Leaks leaks) {
    return start(leaks::suspected);
  }

  static LoaderWatch start(Consumer<List<PurgedLoader>> suspected) {
    var watch = new LoaderWatch(suspected);
    watch.thread.start();
    return watch;
  }

  /**
   * From now on the loader should go.
   *
   * @param version that was purged
   * @param at when that was
   * @param loader of its code; not held
   */
  public synchronized void add(ModuleVersion version, Instant at, ClassLoader loader) {
    purged.add(new PurgedLoader(loader, queue, new PurgedLoader.Purge(version, at), canaries));
    if (canary == null) {
      canary = Canary.make(queue, canaries++);
    }
  }

  /** The purged loaders that are in memory, as far as the collector has looked. */
  synchronized List<PurgedLoader> remaining() {
    return purged.stream().filter(PurgedLoader::isThere).toList();
  }

  private void round() {
    try {
      List<PurgedLoader> suspects = gone(queue.remove());
      if (!suspects.isEmpty()) {
        report(suspects);
      }
    } catch (InterruptedException _) {
      // it was closed
    }
  }

  private synchronized List<PurgedLoader> gone(Reference<?> reference) {
    if (!(reference instanceof Canary dead)) {
      purged.remove(reference);
      return List.of();
    }
    canary = null;
    List<PurgedLoader> suspects = new ArrayList<>();
    for (PurgedLoader loader : purged) {
      if (loader.hasOutlived(dead, COLLECTIONS)) {
        suspects.add(loader);
      }
    }
    boolean waiting = purged.stream().anyMatch(loader -> loader.isWaitedFor(COLLECTIONS));
    canary = waiting ? Canary.make(queue, canaries++) : null;
    return suspects;
  }

  private void report(List<PurgedLoader> suspects) {
    try {
      suspected.accept(suspects);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "it could not be found out what holds purged versions", e);
    }
  }

  /** Ends the thread; nothing is reported any more. */
  @Override
  public void close() {
    thread.stop();
    thread.awaitEnd(LEAVING);
  }
}
