package io.baton.code.artifact;

import io.baton.api.code.CodePath;
import io.baton.api.code.PathResult;
import io.baton.api.process.RuntimeHolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The code path: what is configured, and what callers have made of it. */
public final class SearchPath implements CodePath {
  private final Supplier<Directories> configured;
  private final AtomicReference<Changed> changed;

  /**
   * A path.
   *
   * @param configured read at each request
   * @param changed what callers have made of it
   */
  public SearchPath(Supplier<Directories> configured, AtomicReference<Changed> changed) {
    this.configured = configured;
    this.changed = changed;
  }

  /**
   * A path that callers have changed.
   *
   * @param configured what it was before; it counts as long as that is configured
   * @param now what it is
   */
  public record Changed(Directories configured, Directories now) {
    /** Returns a path that nobody has changed. */
    public static Changed nothing() {
      return new Changed(new Directories(List.of()), new Directories(List.of()));
    }
  }

  /** Returns the directories that are searched. */
  public Directories now() {
    return changed(UnaryOperator.identity());
  }

  private Directories changed(UnaryOperator<Directories> change) {
    Directories base = configured.get();
    return changed.updateAndGet(
            last -> new Changed(base, change.apply(last.configured.equals(base) ? last.now : base)))
        .now;
  }

  @Override
  public List<Path> directories() {
    RuntimeHolder.checkCaller();
    return now().directories();
  }

  @Override
  public PathResult set(List<Path> directories) {
    RuntimeHolder.checkCaller();
    return directories.stream()
        .filter(directory -> !Files.isDirectory(directory))
        .findFirst()
        .<PathResult>map(PathResult.BadDirectory::new)
        .orElseGet(() -> change(_ -> absolute(directories)));
  }

  @Override
  public PathResult addFirst(Path directory) {
    RuntimeHolder.checkCaller();
    return Files.isDirectory(directory)
        ? change(before -> absolute(with(List.of(directory), before)))
        : new PathResult.BadDirectory(directory);
  }

  @Override
  public PathResult addLast(Path directory) {
    RuntimeHolder.checkCaller();
    return Files.isDirectory(directory)
        ? change(before -> absolute(with(before, List.of(directory))))
        : new PathResult.BadDirectory(directory);
  }

  @Override
  public PathResult delete(Path directory) {
    RuntimeHolder.checkCaller();
    Path gone = absolute(directory);
    return absolute(now().directories()).contains(gone)
        ? change(before -> absolute(before).stream().filter(one -> !one.equals(gone)).toList())
        : new PathResult.NotOnPath(directory);
  }

  @Override
  public PathResult replace(Path before, Path after) {
    RuntimeHolder.checkCaller();
    Path gone = absolute(before);
    if (!absolute(now().directories()).contains(gone)) {
      return new PathResult.NotOnPath(before);
    }
    return Files.isDirectory(after)
        ? change(all ->
            absolute(all.stream().map(one -> absolute(one).equals(gone) ? after : one).toList()))
        : new PathResult.BadDirectory(after);
  }

  private PathResult change(UnaryOperator<List<Path>> change) {
    return new PathResult.Changed(
        changed(before -> new Directories(change.apply(before.directories()))).directories());
  }

  private static List<Path> with(List<Path> first, List<Path> last) {
    List<Path> all = new ArrayList<>(first);
    all.addAll(last);
    return all;
  }

  /** Each once. */
  private static List<Path> absolute(List<Path> directories) {
    return List.copyOf(
        new LinkedHashSet<>(directories.stream().map(SearchPath::absolute).toList()));
  }

  private static Path absolute(Path directory) {
    return directory.toAbsolutePath().normalize();
  }
}
