package io.baton.watch;

import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.ModuleVersion;
import io.baton.api.compiler.Compilation;
import io.baton.api.compiler.Compiler;
import io.baton.api.compiler.Watch;
import io.baton.api.compiler.WatchedSource;
import io.baton.spi.Configurations;
import io.baton.spi.Log;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Watches what the PID {@code io.baton.watch} names; without a configuration, nothing. What is
 * there at the start is loaded by the time at which the component is active, unless that takes
 * long.
 */
@Component(service = Watch.class, immediate = true, configurationPid = WatchSettings.PID)
@Designate(ocd = WatchConfig.class)
public final class WatchComponent implements Watch {
  private static final Log LOG = Log.of(WatchSettings.PID);
  private static final Duration PATIENCE_AT_START = Duration.ofSeconds(20);
  private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(2);

  private final Watcher.Loading loading;

  /** What is watched; SCR's only. */
  private WatchSettings settings = new WatchSettings(List.of(), Duration.ofDays(1));

  /** Written by SCR, read by any thread. */
  private volatile Watcher watcher;

  /** Begins to watch. */
  @Activate
  public WatchComponent(
      BundleContext context,
      Map<String, Object> properties,
      @Reference Compiler compiler,
      @Reference CodeLoader codeLoader,
      @Reference CodeStatus codeStatus) {
    var loader = new UnitLoader(compiler, codeLoader, context.getDataFile("watched").toPath());
    loading = new LoadingByServices(loader, compiler, codeStatus);
    watcher = new Watcher(settings.paths(), settings.poll(), loading);
    modified(properties);
  }

  /** Loads with the services of this system. */
  private record LoadingByServices(UnitLoader loader, Compiler compiler, CodeStatus status)
      implements Watcher.Loading {
    @Override
    public Outcome load(Unit unit) {
      return loader.load(unit);
    }

    @Override
    public boolean isUnused(String module) {
      return status.lingering(module).isEmpty() && status.wiredBundles(module).isEmpty();
    }

    @Override
    public List<Compilation> compiled() {
      return status.allLoaded().stream()
          .map(ModuleVersion::module)
          .map(compiler::compilation)
          .flatMap(Optional::stream)
          .toList();
    }
  }

  /** Watches what is configured now; if that is wrong, what was before. */
  @Modified
  void modified(Map<String, Object> properties) {
    Configurations.read(LOG, properties, WatchSettings::of)
        .filter(next -> !next.equals(settings))
        .ifPresent(this::watch);
  }

  private void watch(WatchSettings next) {
    stop();
    settings = next;
    watcher = new Watcher(next.paths(), next.poll(), loading);
    watcher.start();
    await();
  }

  private void await() {
    try {
      if (!watcher.awaitFirst(PATIENCE_AT_START)) {
        LOG.log(Level.WARNING, "not all of %s is loaded yet".formatted(settings.paths()));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends to watch; what is loaded stays loaded. */
  @Deactivate
  void stop() {
    watcher.stop(PATIENCE_AT_STOP);
  }

  @Override
  public List<Path> paths() {
    return watcher.paths();
  }

  @Override
  public List<WatchedSource> sources() {
    return watcher.sources();
  }

  @Override
  public void pause() {
    watcher.pause();
  }

  @Override
  public void resume() {
    watcher.resume();
  }

  @Override
  public boolean isPaused() {
    return watcher.isPaused();
  }
}
