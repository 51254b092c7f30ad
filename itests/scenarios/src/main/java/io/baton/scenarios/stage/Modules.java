package io.baton.scenarios.stage;

import io.baton.api.code.Code;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.DeleteResult;
import io.baton.api.code.EnsureResult;
import io.baton.api.code.FinishResult;
import io.baton.api.code.LoadResult;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.Source;
import io.baton.api.compiler.CompileResult;
import io.baton.api.compiler.Compiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The steps about code, for one scenario. */
final class Modules {
  /** Folder that is on the code path. */
  static final String PATH = "path";

  private final Code code;
  private final CodeLoader codeLoader;
  private final CodeStatus codeStatus;
  private final Compiler compiler;
  private final Artifacts artifacts;
  private final Path folder;
  private final Path onPath;
  private final String suffix;

  /** All that the scenario has named. */
  private final Set<String> named = new TreeSet<>();

  /**
   * Those that had code once, or began to be loaded. Erlang's code:delete says true of them even if
   * they have none any more; Baton says NotLoaded.
   */
  private final Set<String> known = new HashSet<>();

  /**
   * The modules of one scenario.
   *
   * @param folder for files; has the folder {@code path}, which is on the code path
   * @param suffix of the modules' names, which no other scenario has
   */
  Modules(
      Code code,
      CodeLoader codeLoader,
      CodeStatus codeStatus,
      Compiler compiler,
      Artifacts artifacts,
      Path folder,
      String suffix) {
    this.code = code;
    this.codeLoader = codeLoader;
    this.codeStatus = codeStatus;
    this.compiler = compiler;
    this.artifacts = artifacts;
    this.folder = folder;
    onPath = folder.resolve(PATH);
    this.suffix = suffix;
  }

  Code code() {
    return code;
  }

  CodeStatus codeStatus() {
    return codeStatus;
  }

  /** The name by which a module of the scenario, or a supervised child, is known to Baton. */
  String full(String name) {
    return name + suffix;
  }

  private String module(String name) {
    named.add(full(name));
    return full(name);
  }

  /** Carries out a step that is about code. */
  String step(List<String> words) throws IOException {
    String name = words.get(1);
    return switch (words.getFirst()) {
      case "load" -> loadBinary(name, words.get(2));
      case "load_file" -> loadFile(name, puppet(name, words.get(2)));
      case "load_corrupt" -> loadFile(name, Artifacts.garbage());
      case "load_missing" ->
          result(name, codeLoader.loadFile(module(name), folder.resolve("nowhere").resolve(name)));
      case "ensure_loaded" -> ensureLoaded(name);
      case "compile" -> compile(name, words.get(2));
      case "on_path", "off_path", "load_path", "which", "status" -> aboutPath(words);
      case "load_wrong_name" -> loadFile(name, puppet(words.get(2), words.get(3)));
      case "load_refusing" -> loadFile(name, refusing(name, words.get(2)));
      case "atomic_load" -> atomicLoad(words.subList(1, words.size()));
      case "delete" -> delete(name);
      case "purge" -> purge(name);
      case "soft_purge" -> softPurge(name);
      case "old" -> old(name);
      case "loaded" -> loaded(name);
      case "stick" -> {
        codeLoader.stick(module(name));
        yield "ok";
      }
      case "unstick" -> {
        codeLoader.unstick(module(name));
        yield "ok";
      }
      default -> throw new IllegalArgumentException(words.toString());
    };
  }

  private byte[] puppet(String name, String version) throws IOException {
    return artifacts.puppet(module(name), Integer.parseInt(version));
  }

  private byte[] refusing(String name, String version) throws IOException {
    return artifacts.refusing(module(name), Integer.parseInt(version));
  }

  private String loadBinary(String name, String version) throws IOException {
    return result(name, codeLoader.loadBinary(module(name), "scenario", puppet(name, version)));
  }

  private String loadFile(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(module(name) + ".jar");
    Files.write(file, bytes);
    try {
      return result(name, codeLoader.loadFile(module(name), file));
    } finally {
      Files.delete(file);
    }
  }

  private String result(String name, LoadResult result) {
    return switch (result) {
      case LoadResult.Loaded _ -> {
        known.add(name);
        yield "ok";
      }
      case LoadResult.OnLoadFailure failure -> {
        known.add(name);
        yield "error " + failure.reason();
      }
      case LoadResult.Refused refused -> "error " + refused.reason();
    };
  }

  private String atomicLoad(List<String> assignments) throws IOException {
    List<Source> sources = new ArrayList<>();
    for (String assignment : assignments) {
      String[] parts = assignment.split("=", 2);
      sources.add(source(parts[0], parts[1]));
    }
    return switch (codeLoader.atomicLoad(sources)) {
      case FinishResult.Loaded _ -> {
        assignments.forEach(assignment -> known.add(assignment.split("=", 2)[0]));
        yield "ok";
      }
      case FinishResult.Refused(var errors) ->
          errors.entrySet().stream()
              .map(error -> bare(error.getKey()) + " " + error.getValue().reason())
              .collect(Collectors.joining(", ", "error [", "]"));
      case FinishResult.UsedUp _ -> throw new IllegalStateException("used up at once");
    };
  }

  private Source source(String name, String what) throws IOException {
    return switch (what) {
      case "missing" -> new Source.OnPath(module(name));
      case "corrupt" -> new Source.InMemory(module(name), "scenario", Artifacts.garbage());
      case "refusing" -> new Source.InMemory(module(name), "scenario", refusing(name, "1"));
      default -> new Source.InMemory(module(name), "scenario", puppet(name, what));
    };
  }

  private String compile(String name, String version) throws IOException {
    Path file = folder.resolve(module(name) + ".java");
    Files.writeString(file, compiled(module(name), version));
    try {
      return switch (compiler.compile(file)) {
        case CompileResult.Loaded(var load, _, _) -> result(name, load);
        case CompileResult.Refused(var refused, _, _) -> result(name, refused);
        case CompileResult other -> other.toString();
      };
    } finally {
      Files.delete(file);
    }
  }

  /** What is compiled is no puppet: it has no loop. */
  private static String compiled(String module, String version) {
    return """
    import io.baton.api.code.Module;

    interface Compiled {
      int vsn();
    }

    @Module("%s")
    class CompiledModule implements Compiled {
      public int vsn() {
        return %s;
      }
    }
    """
        .formatted(module, version);
  }

  private String aboutPath(List<String> words) throws IOException {
    String name = words.get(1);
    Path file = onPath.resolve(module(name) + ".jar");
    return switch (words.getFirst()) {
      case "on_path" -> {
        Files.write(file, puppet(name, words.get(2)));
        yield "ok";
      }
      case "off_path" -> {
        Files.deleteIfExists(file);
        yield "ok";
      }
      case "load_path" -> result(name, codeLoader.load(module(name)));
      case "which" -> which(module(name));
      default -> codeStatus.fileStatus(module(name)).name().toLowerCase(Locale.ROOT);
    };
  }

  /** Where the current version has come from, or else what a load would take. */
  private String which(String module) {
    Optional<String> current =
        codeStatus
            .isLoaded(module)
            .map(version -> origin(version.location()))
            .or(() -> codeStatus.files(module).stream().findFirst().map(_ -> "path"));
    return current.orElse("non_existing");
  }

  private String origin(String location) {
    if (!location.startsWith("file:")) {
      return "none";
    }
    return location.startsWith(onPath.toUri().toString()) ? "path" : "file";
  }

  private String ensureLoaded(String name) {
    return switch (codeLoader.ensureLoaded(module(name))) {
      case EnsureResult.Present _ -> "ok";
      case EnsureResult.Absent(var refused) -> "error " + refused.reason();
    };
  }

  private String bare(String module) {
    return module.substring(0, module.length() - suffix.length());
  }

  private String delete(String name) {
    return switch (codeLoader.delete(module(name))) {
      case DeleteResult.Deleted _ -> "true";
      case DeleteResult.NotPurged _ -> "false";
      case DeleteResult.NotLoaded _ -> String.valueOf(known.contains(name));
    };
  }

  private String purge(String name) {
    return switch (codeLoader.purge(module(name))) {
      case PurgeResult.NoOldVersion _, PurgeResult.Purged _, PurgeResult.Refused _ -> "false";
      case PurgeResult.PurgedByKilling _ -> "true";
    };
  }

  private String softPurge(String name) {
    return switch (codeLoader.softPurge(module(name))) {
      case SoftPurgeResult.NoOldVersion _, SoftPurgeResult.Purged _ -> "true";
      case SoftPurgeResult.StillUsed _ -> "false";
    };
  }

  private String old(String name) {
    String module = module(name);
    return String.valueOf(
        codeStatus.status().stream()
            .anyMatch(status -> status.module().equals(module) && status.old().isPresent()));
  }

  private String loaded(String name) {
    return codeStatus
        .isLoaded(module(name))
        .map(current -> current.version().replaceFirst("\\..*", ""))
        .orElse("false");
  }

  /** Whatever the scenario has loaded is gone; a process in it ends. */
  void forget() throws IOException {
    for (String module : named) {
      Files.deleteIfExists(onPath.resolve(module + ".jar"));
      codeLoader.unstick(module);
      var _ = codeLoader.purge(module);
      var _ = codeLoader.delete(module);
      var _ = codeLoader.purge(module);
    }
  }
}
