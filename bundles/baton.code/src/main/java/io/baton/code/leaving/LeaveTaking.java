package io.baton.code.leaving;

import io.baton.api.code.Lingering;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.OnCurrent;
import io.baton.api.code.OnOld;
import io.baton.api.code.VersionChange;
import io.baton.code.lane.ModuleQueues;
import io.baton.code.running.ModuleCode;
import io.baton.code.running.VersionCallbacks;
import io.baton.code.running.VersionProcess;
import io.baton.code.version.LoadedVersion;
import io.baton.spi.Log;
import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets versions take leave that have become old, and begin that have become current. Of each module
 * one callback runs after the other, in a lane of its own: a load does not wait for them.
 */
public final class LeaveTaking {
  private static final Log LOG = Log.of("io.baton.code");

  private final ModuleQueues lanes;
  private final VersionCallbacks callbacks;
  private final Predicate<LoadedVersion> isLoaded;
  private final Consumer<VersionChange> rounds;

  /** By module; an entry is made by its lane, and used by its callbacks. */
  private final ConcurrentMap<String, Estate> estates = new ConcurrentHashMap<>();

  /** By module, the object that has begun last; touched by its lane of callbacks. */
  private final ConcurrentMap<String, WeakReference<Object>> begun = new ConcurrentHashMap<>();

  /** Numbers of versions that have not taken leave yet; written by lanes, read by purges. */
  private final Set<Long> pending = ConcurrentHashMap.newKeySet();

  /**
   * No version has changed yet.
   *
   * @param lanes of modules
   * @param processes run the callbacks, each for a bounded time
   * @param isLoaded whether a version is current or old
   * @param rounds tells all listeners of a change, in two rounds
   */
  public LeaveTaking(
      ModuleQueues lanes,
      VersionProcess processes,
      Predicate<LoadedVersion> isLoaded,
      Consumer<VersionChange> rounds) {
    this.lanes = lanes;
    callbacks = new VersionCallbacks(processes);
    this.isLoaded = isLoaded;
    this.rounds = rounds;
  }

  /**
   * Notes that a version has taken the place of another. Never waits, and runs no code of others.
   *
   * @param module its name
   * @param old has become old; null if there was none
   * @param current has become current; null if the module was deleted
   */
  public void switched(
      String module, @Nullable LoadedVersion old, @Nullable LoadedVersion current) {
    if (old != null && old.callable().instance() instanceof OnOld) {
      pending.add(old.id().number());
    }
    later(
        module,
        () -> {
          Optional<ModuleVersion> now = Optional.ofNullable(current).map(LoadedVersion::id);
          try {
            rounds.accept(change(module, now, old, false));
            if (old != null) {
              leave(old, now);
            }
          } finally {
            if (old != null) {
              pending.remove(old.id().number());
            }
          }
          if (current != null) {
            begin(current);
          }
        });
  }

  /**
   * Returns the thread that is about to run {@code onOld} of a version.
   *
   * @param version any
   * @param since when it became old
   * @return empty if the version has taken leave, or takes none
   */
  public Optional<Lingering> pending(LoadedVersion version, Instant since) {
    return pending.contains(version.id().number())
        ? Optional.of(
            new Lingering(
                version.id(),
                Optional.empty(),
                "code-server callbacks",
                since,
                "onOld",
                "its turn",
                Optional.empty()))
        : Optional.empty();
  }

  /**
   * Notes that a version was purged. Never waits, and runs no code of others.
   *
   * @param purged is not in the table any more
   * @param current the version that is current; empty if there is none
   */
  public void purged(LoadedVersion purged, Optional<ModuleVersion> current) {
    String module = purged.id().module();
    VersionChange change = change(module, current, purged, true);
    later(module, () -> rounds.accept(change));
  }

  /**
   * Notes that a version is old without having taken leave: its bundle does not hold it any more.
   *
   * @param old was current
   */
  public void vanished(LoadedVersion old) {
    String module = old.id().module();
    VersionChange change = change(module, Optional.empty(), old, false);
    later(module, () -> rounds.accept(change));
  }

  /**
   * Notes that the component of a current version has another object.
   *
   * @param current whose component was made again
   */
  public void madeAgain(LoadedVersion current) {
    later(current.id().module(), () -> begin(current));
  }

  private void later(String module, Runnable job) {
    lanes.queue(
        ModuleQueues.leaves(module),
        () -> {
          if (!callbacks.isStopping()) {
            job.run();
          }
        });
  }

  private static VersionChange change(
      String module,
      Optional<ModuleVersion> current,
      @Nullable LoadedVersion left,
      boolean purged) {
    var loader = new WeakReference<>(left == null ? null : left.loader());
    return new VersionChange(
        module,
        current,
        Optional.ofNullable(left).map(LoadedVersion::id),
        purged,
        type -> type.getClassLoader() != null && loader.refersTo(type.getClassLoader()));
  }

  private Estate estate(String module) {
    return estates.computeIfAbsent(module, _ -> new Estate());
  }

  private void leave(LoadedVersion old, Optional<ModuleVersion> successor) {
    if (isLoaded.test(old) && old.callable().instance() instanceof OnOld code) {
      Estate.Taking leave = estate(old.id().module()).leaveOf(old, successor);
      run(old, "onOld", () -> code.onOld(leave));
      leave.end();
    }
  }

  private void begin(LoadedVersion current) {
    String module = current.id().module();
    Object instance = current.callable().instance();
    if (instance == null || !isLoaded.test(current) || hasBegun(module, instance)) {
      return;
    }
    begun.put(module, new WeakReference<>(instance));
    if (instance instanceof OnCurrent code) {
      Estate.Given handed = estate(module).givenTo(current);
      run(current, "onCurrent", () -> code.onCurrent(handed));
      handed.end();
    }
    estate(module).takeAll().forEach((name, resource) -> giveUp(current, name, resource));
  }

  private boolean hasBegun(String module, Object instance) {
    WeakReference<Object> last = begun.get(module);
    return last != null && last.refersTo(instance);
  }

  private void giveUp(LoadedVersion current, String name, Object resource) {
    LOG.log(Level.WARNING, "%s did not take %s, which was handed over".formatted(current, name));
    if (resource instanceof AutoCloseable closeable) {
      run(current, "close of " + name, closeable::close);
    }
  }

  private void run(LoadedVersion version, String name, ModuleCode.Body code) {
    callbacks
        .run(version, name, code)
        .ifPresent(why -> LOG.log(Level.WARNING, "%s: %s".formatted(version, why)));
  }

  /** Ends what is running; nothing begins any more. */
  public void stop() {
    callbacks.stop();
  }
}
