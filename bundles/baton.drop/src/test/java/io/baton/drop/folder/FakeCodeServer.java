package io.baton.drop.folder;

import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.DeleteResult;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.spi.MarkedLocation;
import io.baton.spi.Sha256;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.jar.JarFile;

/**
 * Current and old versions by Erlang's rules, of files whose manifest names a module. Any thread.
 */
final class FakeCodeServer {
  final Map<String, ModuleVersion> current = new ConcurrentHashMap<>();
  final Map<String, ModuleVersion> old = new ConcurrentHashMap<>();

  /** Modules whose old version is used. */
  final Set<String> used = ConcurrentHashMap.newKeySet();

  final Set<String> sticky = ConcurrentHashMap.newKeySet();

  /** Modules of which a module needs a current version, by its name. */
  final Map<String, String> needs = new ConcurrentHashMap<>();

  /** What each load of a file is given first. */
  final Map<String, LoadResult.Refused> refusals = new ConcurrentHashMap<>();

  /** Names of the files that were to be loaded, in order. */
  final List<String> loads = new CopyOnWriteArrayList<>();

  /** What happens during a load. */
  Runnable onLoad = () -> {};

  private long number;

  private static <T> T stub(Class<T> type, Map<String, Function<Object[], Object>> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> answers.get(method.getName()).apply(arguments)));
  }

  CodeLoader loader() {
    return stub(
        CodeLoader.class,
        Map.of(
            "loadFile", arguments -> load((Path) arguments[0]),
            "delete", arguments -> delete((String) arguments[0]),
            "softPurge", arguments -> softPurge((String) arguments[0]),
            "isSticky", arguments -> sticky.contains(arguments[0])));
  }

  CodeStatus status() {
    return stub(
        CodeStatus.class,
        Map.of(
            "isLoaded", arguments -> Optional.ofNullable(current.get((String) arguments[0])),
            "lingering", arguments -> used.contains(arguments[0]) ? List.of(this) : List.of()));
  }

  /** Differs when a version has come or gone. */
  long bundles() {
    return 31L * current.hashCode() + old.hashCode();
  }

  LoadResult load(Path file) {
    loads.add(file.getFileName().toString());
    onLoad.run();
    LoadResult.Refused refused = refusals.get(file.getFileName().toString());
    if (refused != null) {
      return refused;
    }
    try (var jar = new JarFile(file.toFile())) {
      var manifest = jar.getManifest().getMainAttributes();
      String module = manifest.getValue("Provide-Capability").replaceAll(".*=", "");
      return load(module, manifest.getValue("Bundle-Version"), file);
    } catch (IOException e) {
      return new LoadResult.BadFile(file.toString(), "it is not a jar: " + e.getMessage());
    }
  }

  private LoadResult load(String module, String version, Path file) throws IOException {
    String what = module + " " + version;
    ModuleVersion before = old.get(module);
    if (before != null) {
      return new LoadResult.NotPurged(what, before, List.of(), List.of());
    }
    if (sticky.contains(module)) {
      return new LoadResult.Sticky(what);
    }
    String needed = needs.get(module);
    if (needed != null && !current.containsKey(needed)) {
      return new LoadResult.Unsatisfied(what, List.of(needed));
    }
    ModuleVersion made =
        new ModuleVersion(
            module,
            version,
            ++number,
            MarkedLocation.of(
                file.toUri().toString(), number, Sha256.of(Files.newInputStream(file))),
            Instant.EPOCH);
    Optional<ModuleVersion> replaced = Optional.ofNullable(current.put(module, made));
    replaced.ifPresent(version1 -> old.put(module, version1));
    return new LoadResult.Loaded(made, replaced, new PurgeResult.NoOldVersion(module), List.of());
  }

  private DeleteResult delete(String module) {
    if (old.containsKey(module)) {
      return new DeleteResult.NotPurged(old.get(module));
    }
    ModuleVersion deleted = current.remove(module);
    if (deleted == null) {
      return new DeleteResult.NotLoaded(module);
    }
    old.put(module, deleted);
    return new DeleteResult.Deleted(deleted);
  }

  SoftPurgeResult softPurge(String module) {
    ModuleVersion version = old.get(module);
    if (version == null) {
      return new SoftPurgeResult.NoOldVersion(module);
    }
    if (used.contains(module)) {
      return new SoftPurgeResult.StillUsed(version, List.of(), List.of());
    }
    old.remove(module);
    return new SoftPurgeResult.Purged(version);
  }
}
