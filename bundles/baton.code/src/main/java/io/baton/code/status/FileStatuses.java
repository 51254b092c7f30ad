package io.baton.code.status;

import io.baton.api.code.FileStatus;
import io.baton.api.code.ModuleInfo;
import io.baton.api.code.ObjectCode;
import io.baton.api.code.Source;
import io.baton.code.artifact.Artifact;
import io.baton.code.artifact.Sources;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.preparing.SameContent;
import io.baton.code.version.ModuleTable;
import io.baton.spi.MarkedLocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares what is loaded with what is on disk. */
public final class FileStatuses {
  private final ModuleTable<InstalledVersion> table;
  private final Sources sources;

  /**
   * Compares at each request.
   *
   * @param table which versions there are
   * @param sources where a load by name looks
   */
  public FileStatuses(ModuleTable<InstalledVersion> table, Sources sources) {
    this.table = table;
    this.sources = sources;
  }

  /** Of one module. */
  public FileStatus of(String module) {
    return current(module).map(current -> of(module, current)).orElse(FileStatus.NOT_LOADED);
  }

  private FileStatus of(String module, InstalledVersion current) {
    return switch (sources.read(new Source.OnPath(module))) {
      case Artifact.Read.Found(var artifact) when SameContent.of(artifact, current) ->
          FileStatus.LOADED;
      case Artifact.Read.Found _ -> FileStatus.MODIFIED;
      case Artifact.Read.Bad _ ->
          sources.isNowhere() ? FileStatus.LOADED : FileStatus.REMOVED; // as Erlang answers
    };
  }

  /** Names of the modules of which the code path has something else, sorted. */
  public List<String> modified() {
    Map<String, Artifact> onPath = sources.newest();
    return table.all().keySet().stream()
        .filter(module ->
            current(module).filter(current -> isOther(onPath.get(module), current)).isPresent())
        .toList();
  }

  private static boolean isOther(@Nullable Artifact artifact, InstalledVersion current) {
    return artifact != null && !SameContent.of(artifact, current);
  }

  /** What the current version of a module says of itself. */
  public Optional<ModuleInfo> info(String module) {
    return current(module)
        .map(current ->
            new ModuleInfo(
                current.id(), current.callable().exports().describe(), current.headers()));
  }

  /** What the current version of a module is made of. */
  public Optional<ObjectCode> running(String module) {
    return current(module)
        .map(current ->
            new ObjectCode(
                module,
                current.id().version(),
                MarkedLocation.origin(current.id().location()),
                current.content()));
  }

  private Optional<InstalledVersion> current(String module) {
    return table.of(module).currentVersion();
  }
}
