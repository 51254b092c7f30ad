package io.baton.drop.folder;

import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.DeleteResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.SoftPurgeResult;
import io.baton.spi.Log;
import io.baton.spi.MarkedLocation;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Files that are gone. Their modules are deleted if nothing takes the place of the file within a
 * while: many ways to replace a file remove it first, or give the next one another name. Used by
 * one thread.
 */
final class Departures {
  private static final Log LOG = Log.of("io.baton.drop");

  /**
   * One that is gone.
   *
   * @param path its name
   * @param loaded what it has loaded last
   * @param since when it was missed, by the clock
   */
  private record Departure(Path path, Loaded loaded, long since) {}

  private final CodeLoader loader;
  private final CodeStatus status;
  private final LongSupplier clock;
  private final Duration grace;
  private final List<Departure> gone = new ArrayList<>();

  /** What is in the log of the deletes that are refused, by module. */
  private final Map<String, ModuleVersion> refused = new TreeMap<>();

  /**
   * Nothing is gone yet.
   *
   * @param clock in nanoseconds
   * @param grace how long a file may be gone before its module is deleted
   */
  Departures(CodeLoader loader, CodeStatus status, LongSupplier clock, Duration grace) {
    this.loader = loader;
    this.status = status;
    this.clock = clock;
    this.grace = grace;
  }

  void add(Path path, Loaded loaded) {
    gone.add(new Departure(path, loaded, clock.getAsLong()));
  }

  boolean isEmpty() {
    return gone.isEmpty();
  }

  /** What the files that are gone have loaded, by file. */
  Map<Path, Loaded> all() {
    Map<Path, Loaded> all = new TreeMap<>();
    gone.forEach(one -> all.put(one.path(), one.loaded()));
    return all;
  }

  /** Takes back what a file with this content has loaded: it has returned, or has another name. */
  @Nullable Loaded takeBack(String digest) {
    for (Iterator<Departure> each = gone.iterator(); each.hasNext(); ) {
      Loaded loaded = each.next().loaded();
      if (loaded.digest().equals(digest)) {
        each.remove();
        return loaded;
      }
    }
    return null;
  }

  /**
   * Deletes the modules of the files that have been gone for long enough.
   *
   * @param isHeld whether another file of the folder holds a module
   */
  void settle(Predicate<String> isHeld) {
    gone.removeIf(one ->
        isHeld.test(one.loaded().module())
            || (clock.getAsLong() - one.since() >= grace.toNanos() && isDeleted(one)));
  }

  private boolean isDeleted(Departure one) {
    String module = one.loaded().module();
    boolean isOfTheFile =
        status
            .isLoaded(module)
            .map(current -> MarkedLocation.origin(current.location()))
            .filter(one.loaded().origin()::equals)
            .isPresent();
    if (!isOfTheFile) {
      return true; // another one was loaded by hand
    }
    DeleteResult result = loader.delete(module);
    if (result instanceof DeleteResult.NotPurged && isSoftPurged(module)) {
      result = loader.delete(module);
    }
    switch (result) {
      case DeleteResult.Deleted(var old) -> deleted(one, old);
      case DeleteResult.NotLoaded _ -> {}
      case DeleteResult.NotPurged(var old) -> kept(one, old);
    }
    return !(result instanceof DeleteResult.NotPurged);
  }

  private void deleted(Departure one, ModuleVersion old) {
    refused.remove(old.module());
    LOG.log(
        Level.INFO,
        "%s is deleted, since %s is gone; %s"
            .formatted(
                old,
                one.path(),
                isSoftPurged(old.module())
                    ? "it was not used, and is purged"
                    : "it is used, and old until it is purged"));
  }

  /** It is tried again until it is possible, and logged once. */
  private void kept(Departure one, ModuleVersion old) {
    if (!old.equals(refused.put(old.module(), old))) {
      LOG.log(
          Level.WARNING,
          "%s is gone, and %s stays current: %s is old and used, so nothing else can become old; purge it, and the module is deleted"
              .formatted(one.path(), old.module(), old));
    }
  }

  private boolean isSoftPurged(String module) {
    return switch (loader.softPurge(module)) {
      case SoftPurgeResult.NoOldVersion _, SoftPurgeResult.Purged _ -> true;
      case SoftPurgeResult.StillUsed _ -> false;
    };
  }
}
