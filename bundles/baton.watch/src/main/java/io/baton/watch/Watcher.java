package io.baton.watch;

import io.baton.api.compiler.Compilation;
import io.baton.api.compiler.Watch;
import io.baton.api.compiler.WatchedSource;
import io.baton.spi.Log;
import io.baton.spi.ServiceThread;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Looks at files at intervals, and loads what was saved once nothing changes any more. Files are
 * looked at, and no events of the operating system are used: those are lost on networks and in
 * containers, so that a look would be needed all the same.
 */
final class Watcher implements Watch {
  private static final Log LOG = Log.of("io.baton.watch");

  /** How many looks a save may take: a program that writes for ever must not stop all others. */
  private static final int MOST_LOOKS = 100;

  private final List<Path> paths;
  private final Duration poll;
  private final Loading loading;
  private final ServiceThread thread = new ServiceThread("baton-watch", LOG, this::round);
  private final CountDownLatch first = new CountDownLatch(1);
  private final SynchronousQueue<Boolean> wakes = new SynchronousQueue<>();

  /** Each unit as it was when it was loaded or refused. Used by the thread only. */
  private SortedMap<Unit, SortedMap<Path, Unit.Stamp>> seen = new TreeMap<>();

  /** Written by the thread, read by any. */
  private final ConcurrentNavigableMap<Unit, Outcome> outcomes = new ConcurrentSkipListMap<>();

  /** How often the files were looked at. */
  private final AtomicLong looks = new AtomicLong();

  /** Written by any thread, read by this one, as the next. */
  private volatile boolean isPaused;

  private volatile boolean isStopping;

  /** What happens with a unit that was saved. */
  interface Loading {
    /** Loads it, or says why not. */
    Outcome load(Unit unit);

    /** Returns whether nothing uses the old version of a module. */
    boolean isUnused(String module);

    /** Returns what was compiled and is current. */
    List<Compilation> compiled();
  }

  /**
   * Does not look yet.
   *
   * @param paths absolute; need not exist
   * @param poll how often to look
   */
  Watcher(List<Path> paths, Duration poll, Loading loading) {
    this.paths = List.copyOf(paths);
    this.poll = poll;
    this.loading = loading;
  }

  /** Begins with what is there, unless it was compiled already; then looks for what is saved. */
  void start() {
    if (!paths.isEmpty()) {
      thread.start();
    }
  }

  /**
   * Waits until what was there at the start is loaded or refused.
   *
   * @return whether it is
   */
  boolean awaitFirst(Duration patience) throws InterruptedException {
    return paths.isEmpty() || first.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends: the unit that is being loaded is the last one, unless that takes long. */
  void stop(Duration patience) {
    isStopping = true;
    boolean _ = wakes.offer(true);
    if (!paths.isEmpty()) {
      thread.awaitEnd(patience);
      thread.stop();
    }
  }

  /** Waits until the files were looked at, from a moment after this call on. For tests. */
  void awaitLook() throws InterruptedException {
    long end = looks.get() + 2;
    while (looks.get() < end) {
      boolean _ = wakes.offer(true, 1, TimeUnit.MILLISECONDS);
    }
  }

  private void round() {
    if (isStopping) {
      thread.stop();
      return;
    }
    try {
      if (first.getCount() > 0) {
        skipCompiled();
      }
      if (!isPaused) {
        look();
      }
      first.countDown();
      looks.incrementAndGet();
      Boolean _ = wakes.poll(poll.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      // it is to end
    }
  }

  /** A storage may have kept what was compiled of these files as they are. */
  private void skipCompiled() {
    files()
        .forEach((unit, stamps) -> {
          long saved = stamps.values().stream().mapToLong(Unit.Stamp::modified).max().orElse(0);
          Predicate<Compilation> isOfThis =
              known ->
                  known.source().equals(unit.path()) && known.compiled().toEpochMilli() > saved;
          loading.compiled().stream()
              .filter(isOfThis)
              .findFirst()
              .ifPresent(known -> {
                seen.put(unit, stamps);
                outcomes.put(unit, Outcome.loaded(known.version().module()));
              });
        });
  }

  private void look() throws InterruptedException {
    SortedMap<Unit, SortedMap<Path, Unit.Stamp>> now = files();
    for (int i = 0; !now.equals(seen) && i < MOST_LOOKS && !isStopping; i++) {
      SortedMap<Unit, SortedMap<Path, Unit.Stamp>> before = now;
      Boolean _ = wakes.poll(poll.toMillis(), TimeUnit.MILLISECONDS);
      now = files();
      if (now.equals(before)) {
        break;
      }
    }
    boolean isAnyLoaded = false;
    for (Map.Entry<Unit, SortedMap<Path, Unit.Stamp>> entry : now.entrySet()) {
      if (!entry.getValue().equals(seen.get(entry.getKey())) && !isStopping) {
        isAnyLoaded |= load(entry.getKey());
      }
    }
    outcomes.keySet().retainAll(now.keySet());
    seen = now;
    retry(isAnyLoaded);
  }

  private boolean load(Unit unit) {
    Outcome outcome = loading.load(unit);
    outcomes.put(unit, outcome);
    return outcome.problem().isEmpty();
  }

  /** Each load may be what another one waits for. */
  private void retry(boolean isAnyLoaded) {
    boolean hasLoaded = isAnyLoaded;
    for (Map.Entry<Unit, Outcome> entry : outcomes.entrySet()) {
      Outcome outcome = entry.getValue();
      boolean isWorthIt =
          switch (outcome.retry()) {
            case NEVER -> false;
            case WHEN_UNUSED -> outcome.module().filter(loading::isUnused).isPresent();
            case WHEN_OTHERS_COME -> hasLoaded;
          };
      if (isWorthIt && !isStopping) {
        hasLoaded |= load(entry.getKey());
      }
    }
  }

  private SortedMap<Unit, SortedMap<Path, Unit.Stamp>> files() {
    SortedMap<Unit, SortedMap<Path, Unit.Stamp>> files = new TreeMap<>();
    paths.forEach(path -> Unit.find(path, files));
    return files;
  }

  @Override
  public List<Path> paths() {
    return paths;
  }

  @Override
  public List<WatchedSource> sources() {
    return outcomes.entrySet().stream()
        .map(entry ->
            new WatchedSource(
                entry.getKey().path(), entry.getValue().module(), entry.getValue().problem()))
        .toList();
  }

  @Override
  public void pause() {
    if (!isPaused && !paths.isEmpty()) {
      LOG.log(Level.INFO, "what is saved is not loaded, until watching is resumed");
    }
    isPaused = true;
  }

  @Override
  public void resume() {
    if (isPaused && !paths.isEmpty()) {
      LOG.log(Level.INFO, "what is saved is loaded again");
    }
    isPaused = false;
    boolean _ = wakes.offer(true);
  }

  @Override
  public boolean isPaused() {
    return isPaused;
  }
}
