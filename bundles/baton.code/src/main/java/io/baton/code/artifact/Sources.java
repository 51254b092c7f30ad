package io.baton.code.artifact;

import io.baton.api.code.Clash;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleFile;
import io.baton.api.code.ObjectCode;
import io.baton.api.code.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.osgi.framework.Version;

/** Finds and reads what is to be loaded. */
public final class Sources {
  /** Files in one message; a directory may hold hundreds that are no modules. */
  private static final int NAMED = 10;

  private final Supplier<Directories> path;
  private final Supplier<ArchiveBounds> bounds;

  /**
   * Looks for names on the code path.
   *
   * @param path read at each request
   * @param bounds of what an archive in memory may hold
   */
  public Sources(Supplier<Directories> path, Supplier<ArchiveBounds> bounds) {
    this.path = path;
    this.bounds = bounds;
  }

  /**
   * Reads a source.
   *
   * @param source any
   * @return what it is; bad as well if it is of another module
   */
  public Artifact.Read read(Source source) {
    return switch (source) {
      case Source.OnPath(String module) -> newest(module);
      case Source.InFile(String module, Path file) ->
          expected(module, Artifact.read(file.toAbsolutePath().normalize()));
      case Source.InMemory(String module, String file, byte[] bundle) ->
          expected(module, Artifact.read(file, bundle, bounds.get()));
    };
  }

  private static Artifact.Read expected(String module, Artifact.Read read) {
    return read instanceof Artifact.Read.Found(Artifact found) && !found.module().equals(module)
        ? new Artifact.Read.Bad(
            new LoadResult.OtherModule(module, found.content().name(), found.module()))
        : read;
  }

  private Artifact.Read newest(String module) {
    Directories now = path.get();
    List<Artifact> versions = now.versions(module);
    return versions.isEmpty()
        ? noFile(module, noSuchModule(now, module))
        : new Artifact.Read.Found(versions.getFirst());
  }

  /**
   * Looks for a certain version on the code path.
   *
   * @param module name of the module
   * @param version such as {@code 2.0.0}
   * @return the version, or why there is none
   */
  public Artifact.Read find(String module, String version) {
    Version wanted;
    try {
      wanted = Version.parseVersion(version);
    } catch (IllegalArgumentException _) {
      return noFile(module + " " + version, "expected a version such as 2.0.0, found " + version);
    }
    Directories now = path.get();
    List<Artifact> versions = now.versions(module);
    return versions.stream()
        .filter(artifact -> artifact.version().equals(wanted))
        .findFirst()
        .<Artifact.Read>map(Artifact.Read.Found::new)
        .orElseGet(() ->
            noFile(
                module + " " + version,
                versions.isEmpty()
                    ? noSuchModule(now, module)
                    : "%s has the versions %s"
                        .formatted(now, versions.stream().map(Artifact::version).toList())));
  }

  private static String noSuchModule(Directories path, String module) {
    List<String> passedOver = path.passedOver(module);
    return "no bundle in %s is a version of %s; there are: %s%s"
        .formatted(
            path,
            module,
            path.modules(),
            passedOver.isEmpty() ? "" : "; passed over: " + first(passedOver));
  }

  private static String first(List<String> all) {
    String named = String.join("; ", all.subList(0, Math.min(NAMED, all.size())));
    return all.size() <= NAMED ? named : "%s; and %,d more".formatted(named, all.size() - NAMED);
  }

  private static Artifact.Read noFile(String what, String why) {
    return new Artifact.Read.Bad(new LoadResult.NoFile(what, why));
  }

  /**
   * The files on the code path that a file of another directory hides.
   *
   * @return module by module
   */
  public List<Clash> clashes() {
    List<Clash> clashes = new ArrayList<>();
    for (List<Artifact> versions : path.get().byModule().values()) {
      List<ModuleFile> files = files(versions);
      ModuleFile taken = files.getFirst();
      files.stream()
          .filter(file -> !Objects.equals(file.file().getParent(), taken.file().getParent()))
          .forEach(hidden -> clashes.add(new Clash(taken, hidden)));
    }
    return clashes;
  }

  /**
   * What a load by name would take, for each module on the code path.
   *
   * @return by module
   */
  public Map<String, Artifact> newest() {
    Map<String, Artifact> newest = new TreeMap<>();
    path.get().byModule().forEach((module, versions) -> newest.put(module, versions.getFirst()));
    return newest;
  }

  /**
   * Returns whether there is no directory to search.
   *
   * @return true for an empty code path
   */
  public boolean isNowhere() {
    return path.get().directories().isEmpty();
  }

  /**
   * All modules on the code path.
   *
   * @return their names, sorted, each once
   */
  public List<String> modules() {
    return path.get().modules();
  }

  /**
   * The bytes of what a load by name would take.
   *
   * @param module its name
   * @return empty if there is none, or it cannot be read
   */
  public Optional<ObjectCode> objectCode(String module) {
    if (!(read(new Source.OnPath(module)) instanceof Artifact.Read.Found(Artifact found))) {
      return Optional.empty();
    }
    try (InputStream content = found.content().open()) {
      return Optional.of(
          new ObjectCode(
              module, found.version().toString(), found.content().name(), content.readAllBytes()));
    } catch (IOException _) {
      return Optional.empty(); // it was there a moment ago
    }
  }

  /**
   * All versions of a module on the code path.
   *
   * @param module its name
   * @return in the order in which a load by name prefers them
   */
  public List<ModuleFile> files(String module) {
    return files(path.get().versions(module));
  }

  private static List<ModuleFile> files(List<Artifact> versions) {
    List<ModuleFile> files = new ArrayList<>();
    for (Artifact artifact : versions) {
      if (artifact.content() instanceof Content.InFile(Path file)) {
        files.add(new ModuleFile(artifact.module(), artifact.version().toString(), file));
      }
    }
    return files;
  }
}
