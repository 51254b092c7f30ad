package io.baton.drop.folder;

import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.spi.Log;
import io.baton.spi.MarkedLocation;
import io.baton.spi.Printable;
import io.baton.spi.Sha256;
import io.baton.spi.ThrownText;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The folder: brings what is loaded in line with the files, one after the other. A file that is
 * refused has the reason beside it. Used by one thread, but for {@link #knows}.
 */
public final class DropFolder {
  private static final Log LOG = Log.of("io.baton.drop");

  private final CodeLoader loader;
  private final CodeStatus status;
  private final Surroundings surroundings;
  private final LoadedFiles record;
  private final Departures departures;

  /** Written by the thread of the folder, read by that of File Install. */
  private final ConcurrentNavigableMap<Path, DroppedFile> files = new ConcurrentSkipListMap<>();

  /**
   * Nothing is known of the folder yet.
   *
   * @param loader loads and deletes
   * @param status says what is current
   * @param surroundings of the folder
   */
  public DropFolder(CodeLoader loader, CodeStatus status, Surroundings surroundings) {
    this.loader = loader;
    this.status = status;
    this.surroundings = surroundings;
    record = new LoadedFiles(surroundings.record());
    departures = new Departures(loader, status, surroundings.clock(), surroundings.grace());
  }

  /** Takes up what the last run with this storage and this folder has left. */
  public void begin() {
    record.read().forEach(this::takeUp);
  }

  /** A folder that is not there at all says nothing of its files. */
  private void takeUp(Path path, Loaded loaded) {
    boolean isHere = surroundings.folder().equals(path.getParent());
    if (isHere && Files.exists(surroundings.folder()) && !Files.exists(path)) {
      departures.add(path, loaded);
    } else if (isHere) {
      file(path).loaded(loaded);
    }
  }

  /**
   * Returns whether a file was handed to this folder and is in it. Any thread.
   *
   * @param path of the file
   * @return false if it was never handed over, or is gone
   */
  public boolean knows(Path path) {
    return files.containsKey(path);
  }

  /**
   * Returns whether {@link #tick} has something to do.
   *
   * @return false if only a change of a file can change anything
   */
  public boolean isWaiting() {
    return !departures.isEmpty() || !refused().isEmpty();
  }

  /**
   * Takes notice of files that have come, changed or gone: loads, refuses or misses each.
   *
   * @param paths need not exist
   */
  public void changed(Collection<Path> paths) {
    SortedMap<Path, DroppedFile> todo = new TreeMap<>();
    boolean isAnyGone = false;
    for (Path path : paths) {
      Optional<Path> subject = RefusedFile.subject(path);
      if (subject.isPresent()) {
        subject.filter(jar -> !Files.exists(jar)).ifPresent(RefusedFile::delete);
      } else if (!Files.exists(path)) {
        gone(path);
        isAnyGone = true;
      } else {
        DroppedFile file = file(path);
        if (!file.isRefusedAs(Stamp.of(path), circumstances(file))) {
          todo.put(path, file);
        }
      }
    }
    if (isAnyGone) { // it may have held what another file wants to load
      refused().stream()
          .filter(file -> file.refusal().filter(Refusal::liftable).isPresent())
          .forEach(file -> todo.put(file.path(), file));
    }
    attempt(List.copyOf(todo.values()));
  }

  /**
   * Tries again what may not be refused any more, and deletes the modules of files that are gone.
   */
  public void tick() {
    List<DroppedFile> lifted = new ArrayList<>();
    for (DroppedFile file : refused()) {
      if (!Files.exists(file.path())) {
        gone(file.path());
      } else if (file.isLifted(circumstances(file))) {
        lifted.add(file);
      }
    }
    attempt(lifted);
    departures.settle(module -> holder(module, null).isPresent());
    save();
  }

  private DroppedFile file(Path path) {
    return files.computeIfAbsent(path, DroppedFile::new);
  }

  private List<DroppedFile> refused() {
    return files.values().stream().filter(file -> file.refusal().isPresent()).toList();
  }

  private void gone(Path path) {
    RefusedFile.delete(path);
    DroppedFile file = files.remove(path);
    if (file != null) {
      file.dropped();
      file.loaded().ifPresent(loaded -> departures.add(path, loaded));
    }
  }

  /** Files that arrive together may need each other, so each load gives the others another try. */
  private void attempt(List<DroppedFile> all) {
    List<DroppedFile> left = all;
    boolean isAnyLoaded = true;
    while (isAnyLoaded && !left.isEmpty()) {
      isAnyLoaded = false;
      List<DroppedFile> again = new ArrayList<>();
      for (DroppedFile file : left) {
        if (surroundings.stopping().getAsBoolean()) {
          return;
        }
        Loaded before = file.loaded().orElse(null);
        attempt(file);
        isAnyLoaded |= file.loaded().orElse(null) != before;
        if (file.refusal().filter(Refusal::isForWantOfOthers).isPresent()) {
          again.add(file);
        }
      }
      left = again;
    }
    if (!surroundings.stopping().getAsBoolean()) {
      all.forEach(DropFolder::announce);
      all.forEach(file -> file.answer().ifPresent(text -> Answer.write(file.path(), text)));
    }
    save();
  }

  private void attempt(DroppedFile file) {
    if (!Files.exists(file.path())) {
      gone(file.path());
      return;
    }
    if (Answer.isAsked(file.path())) {
      file.asked();
    }
    JarKind kind = JarKind.of(file.path());
    file.seen(Stamp.of(file.path()), kind instanceof JarKind.OfModule(var module) ? module : "");
    switch (kind) {
      case JarKind.PlainBundle _ -> handOver(file);
      case JarKind.NoFile(var why) -> refuse(file, new Refusal("badfile", why, false));
      case JarKind.NoBundle _, JarKind.OfModule _ -> loadIfChanged(file);
    }
  }

  /** File Install has the file now, and the module that it has held is deleted. */
  private void handOver(DroppedFile file) {
    files.remove(file.path());
    file.dropped();
    file.loaded()
        .ifPresent(loaded -> {
          departures.add(file.path(), loaded);
          LOG.log(
              Level.WARNING,
              "%s has held the module %s, and is a bundle without a module now; touch it, and it is installed"
                  .formatted(file.path(), loaded.module()));
        });
  }

  private void loadIfChanged(DroppedFile file) {
    String digest;
    try {
      digest = Sha256.of(Files.newInputStream(file.path()));
    } catch (IOException e) {
      String why = "it cannot be read: " + ThrownText.describe(e);
      refuse(file, new Refusal("badfile", why, false));
      return;
    }
    Loaded known =
        file.loaded()
            .filter(loaded -> loaded.digest().equals(digest))
            .orElseGet(() -> departures.takeBack(digest));
    if (known != null) {
      file.loaded(known);
      file.outcome("this file is loaded already: nothing has changed");
      return;
    }
    holder(file.module(), file)
        .ifPresentOrElse(
            holder -> refuse(file, duplicate(file.module(), holder)), () -> load(file));
  }

  /** The file whose last load was of a module, and that is still in the folder. */
  private Optional<DroppedFile> holder(String module, @Nullable DroppedFile besides) {
    return files.values().stream()
        .filter(file -> file != besides && file.holds(module) && Files.exists(file.path()))
        .findFirst();
  }

  private static Refusal duplicate(String module, DroppedFile holder) {
    String why =
        "%s holds the module %s, too, and is loaded; remove the one of both files that is not wanted"
            .formatted(Printable.line(holder.path().getFileName().toString()), module);
    return new Refusal("duplicated", why, true);
  }

  private void load(DroppedFile file) {
    LoadResult result;
    try {
      result = loader.loadFile(file.path());
    } catch (RuntimeException e) {
      String why = "the load has failed: " + ThrownText.describe(e);
      refuse(file, new Refusal("failed", why, true));
      return;
    }
    switch (result) {
      case LoadResult.Refused refused -> refuse(file, Refusal.of(refused, file.path()));
      case LoadResult.Loaded loaded -> loaded(file, loaded);
    }
  }

  private void loaded(DroppedFile file, LoadResult.Loaded result) {
    ModuleVersion current = result.current();
    String digest = MarkedLocation.sha256(current.location()).orElseThrow();
    file.loaded()
        .filter(before -> !before.module().equals(current.module()))
        .ifPresent(before -> departures.add(file.path(), before));
    file.loaded(new Loaded(current.module(), digest, MarkedLocation.origin(current.location())));
    save();
    String text = LoadedText.of(result, file.path());
    file.outcome(text);
    LOG.log(Level.INFO, text);
  }

  private void refuse(DroppedFile file, Refusal why) {
    file.refused(why);
    file.refusedIn(circumstances(file));
  }

  private Circumstances circumstances(DroppedFile file) {
    String module = file.module();
    boolean isOldInTheWay = file.refusal().filter(Refusal::isNotPurged).isPresent();
    return new Circumstances(
        surroundings.bundles().getAsLong(),
        !module.isEmpty() && loader.isSticky(module),
        isOldInTheWay && !status.lingering(module).isEmpty());
  }

  /**
   * Says beside each file and in the log why it is not loaded, or that nothing is wrong any more.
   */
  private static void announce(DroppedFile file) {
    boolean isNews = file.isNews();
    Refusal refusal = file.refusal().orElse(null);
    if (refusal == null) {
      RefusedFile.delete(file.path());
      return;
    }
    String unwritten = RefusedFile.write(file.path(), refusal.text()).map("; "::concat).orElse("");
    if (isNews) {
      LOG.log(
          Level.WARNING,
          "%s is not loaded: %s: %s%s"
              .formatted(file.path(), refusal.reason(), refusal.why(), unwritten));
    }
  }

  private void save() {
    Map<Path, Loaded> all = new TreeMap<>(departures.all());
    files.forEach((path, file) -> file.loaded().ifPresent(loaded -> all.put(path, loaded)));
    record.write(all);
  }
}
