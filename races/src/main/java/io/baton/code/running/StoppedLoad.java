package io.baton.code.running;

import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.OnLoad;
import io.baton.api.code.PurgeResult;
import io.baton.api.process.Processes;
import io.baton.code.calling.Target;
import io.baton.code.calling.Views;
import io.baton.code.exports.Exports;
import io.baton.code.version.LoadedVersion;
import io.baton.races.NothingConverts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A load whose {@code onLoad} does not return, and the end of the code server. */
public final class StoppedLoad {
  private final OnLoads onLoads =
      new OnLoads(
          new Views(new NothingConverts()),
          new VersionProcess(Processes::spawn, () -> Duration.ofMinutes(1), _ -> {}));
  private final LoadedVersion version;

  /**
   * Not loaded yet.
   *
   * @param inside run by {@code onLoad}, in its process, before it waits for ever
   */
  public StoppedLoad(Runnable inside) {
    OnLoad code =
        () -> {
          inside.run();
          var _ = Processes.receive(String.class);
        };
    var id = new ModuleVersion("m", "1.0.0", 1, "races:1", Instant.EPOCH);
    var callable =
        new Target.Callable(
            id, code, OnLoad.class.getClassLoader(), new Exports(List.of(OnLoad.class)));
    version = new LoadedVersion(callable);
  }

  /**
   * Loads.
   *
   * @return what becomes of it
   */
  public String load() {
    LoadResult result = onLoads.load(version, true, StoppedLoad::loaded, () -> {});
    return result instanceof LoadResult.OnLoadFailure ? "refused" : "LOADED";
  }

  private static LoadResult loaded() {
    var id = new ModuleVersion("m", "1.0.0", 1, "races:1", Instant.EPOCH);
    return new LoadResult.Loaded(
        id, Optional.empty(), new PurgeResult.NoOldVersion("m"), List.of());
  }

  /** The code server stops. */
  public void stop() {
    onLoads.stop();
  }

  /**
   * Whether a load waits for an {@code onLoad}.
   *
   * @return false when all is over
   */
  public boolean isPending() {
    return onLoads.isPending("m");
  }
}
