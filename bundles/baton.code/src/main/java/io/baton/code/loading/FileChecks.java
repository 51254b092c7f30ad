package io.baton.code.loading;

import io.baton.api.code.CheckOption;
import io.baton.api.code.CheckResult;
import io.baton.code.artifact.Artifact;
import io.baton.code.checking.LoadChecks;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.lane.ModuleQueues;
import io.baton.code.preparing.Inspected;
import io.baton.code.preparing.Loader;
import io.baton.code.preparing.Preparation;
import io.baton.code.purging.Removals;
import java.nio.file.Path;
import java.util.List;

/** Says what a load of a file would do. The version is given up again in any case. */
public final class FileChecks {
  private final ModuleQueues lanes;
  private final Loader loader;
  private final LoadChecks checks;
  private final Removals removals;

  /**
   * Checks in the lanes of modules.
   *
   * @param lanes of modules
   * @param loader makes a version ready
   * @param checks compare it with what is current
   * @param removals drop it after a check, also if that fails
   */
  public FileChecks(ModuleQueues lanes, Loader loader, LoadChecks checks, Removals removals) {
    this.lanes = lanes;
    this.loader = loader;
    this.checks = checks;
    this.removals = removals;
  }

  /**
   * Checks a file.
   *
   * @param file a bundle
   * @param options whether its component is made, and what is compared
   * @return what a load would do
   */
  public CheckResult check(Path file, List<CheckOption> options) {
    return switch (Artifact.read(file.toAbsolutePath().normalize())) {
      case Artifact.Read.Bad(var refused) -> new CheckResult.Unloadable(refused);
      case Artifact.Read.Found(var artifact) ->
          lanes.run(
              ModuleQueues.loads(artifact.module()),
              () ->
                  options.contains(CheckOption.CONSTRUCT)
                      ? loader.construct(artifact, ready -> check(ready, options))
                      : loader.inspect(artifact, inspected -> check(inspected, options)));
    };
  }

  private CheckResult check(Inspected inspected, List<CheckOption> options) {
    return switch (inspected) {
      case Inspected.Bad(var refused) -> new CheckResult.Unloadable(refused);
      case Inspected.Undescribed(var version) -> checks.undescribed(version);
      case Inspected.Described(var code) ->
          lanes.run(
              code.version().module(),
              () -> checks.declared(code, options.contains(CheckOption.DECLARED)));
    };
  }

  private CheckResult check(Preparation prepared, List<CheckOption> options) {
    return switch (prepared) {
      case Preparation.Failed(var refused) -> new CheckResult.Unloadable(refused);
      case Preparation.Ready(var version) ->
          removals.dropOnFailure(
              version, () -> lanes.run(version.id().module(), () -> check(version, options)));
    };
  }

  private CheckResult check(InstalledVersion ready, List<CheckOption> options) {
    CheckResult checked =
        checks.constructed(ready.callable(), options.contains(CheckOption.DECLARED));
    removals.drop(ready);
    return checked;
  }
}
