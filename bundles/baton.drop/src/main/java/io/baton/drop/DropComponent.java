package io.baton.drop;

import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.drop.folder.DropFolder;
import io.baton.drop.folder.FolderThread;
import io.baton.drop.folder.Surroundings;
import io.baton.spi.Configurations;
import io.baton.spi.Log;
import io.baton.spi.MarkedLocation;
import io.baton.spi.RecordFile;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Watches the folder that the PID {@code io.baton.drop} names; without a configuration, none. What
 * is in the folder at the start is loaded by the time at which the component is active, unless that
 * takes long.
 */
@Component(
    immediate = true,
    service = {},
    configurationPid = DropComponent.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DropConfig.class)
public final class DropComponent {
  static final String PID = "io.baton.drop";

  private static final Log LOG = Log.of(PID);
  private static final Duration PATIENCE_AT_START = Duration.ofSeconds(10);
  private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(2);
  private static final int BEFORE_OTHERS = 100;

  private final BundleContext context;
  private final CodeLoader codeLoader;
  private final CodeStatus codeStatus;
  private final FileInstall fileInstall;

  /** What is watched; null if the configuration is wrong. SCR's only, as the next ones. */
  private @Nullable DropSettings settings;

  private @Nullable FolderThread thread;
  private @Nullable ServiceRegistration<ArtifactInstaller> installer;

  /** Begins to watch. */
  @Activate
  public DropComponent(
      BundleContext context,
      Map<String, Object> properties,
      @Reference CodeLoader codeLoader,
      @Reference CodeStatus codeStatus,
      @Reference(target = "(service.pid=org.apache.felix.fileinstall)")
          ManagedServiceFactory fileInstall) {
    this.context = context;
    this.codeLoader = codeLoader;
    this.codeStatus = codeStatus;
    this.fileInstall = new FileInstall(fileInstall, PID);
    modified(properties);
  }

  /** Watches what is configured now; if that is wrong, what was before. */
  @Modified
  void modified(Map<String, Object> properties) {
    Configurations.read(LOG, properties, DropSettings::of)
        .filter(next -> !next.equals(settings))
        .ifPresent(this::watch);
  }

  private void watch(DropSettings now) {
    stop();
    settings = now;
    var worker = new FolderThread(now.poll());
    var folder =
        new DropFolder(
            codeLoader,
            codeStatus,
            new Surroundings(
                now.folder(),
                RecordFile.of("dropped", context::getProperty, context::getDataFile),
                now.grace(),
                System::nanoTime,
                this::bundles,
                worker::isStopping));
    thread = worker;
    installer =
        context.registerService(
            ArtifactInstaller.class,
            new JarInstaller(now.folder(), folder, worker, this::isOrigin),
            FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_RANKING, BEFORE_OTHERS)));
    fileInstall.watch(now.folder(), JarInstaller.NAMES, now.poll());
    worker.start(folder);
    try {
      if (!worker.awaitFirst(PATIENCE_AT_START)) {
        LOG.log(Level.WARNING, "not all of %s is loaded yet".formatted(now.folder()));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends to watch; what is loaded stays loaded. */
  @Deactivate
  void stop() {
    fileInstall.leave();
    if (thread != null) {
      thread.stop(PATIENCE_AT_STOP);
    }
    if (installer != null) {
      installer.unregister();
    }
    settings = null;
    thread = null;
    installer = null;
  }

  /** A number that differs when a bundle has come, gone, started or stopped. */
  private long bundles() {
    long all = 1;
    for (Bundle bundle : context.getBundles()) {
      long one = bundle.getBundleId() * 31 + bundle.getLastModified();
      all = all * 31 + one * 2 + (bundle.getState() == Bundle.ACTIVE ? 1 : 0);
    }
    return all;
  }

  private boolean isOrigin(Path file) {
    String origin = file.toUri().toString();
    return Arrays.stream(context.getBundles())
        .map(Bundle::getLocation)
        .anyMatch(location ->
            MarkedLocation.isMarked(location) && MarkedLocation.origin(location).equals(origin));
  }
}
