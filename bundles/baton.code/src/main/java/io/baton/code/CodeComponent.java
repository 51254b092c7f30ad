package io.baton.code;

import io.baton.api.code.Code;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodePath;
import io.baton.api.code.CodeStatus;
import io.baton.code.framework.Callbacks;
import io.baton.spi.Handover;
import io.baton.spi.LeakFinder;
import io.baton.spi.Log;
import io.baton.spi.Modules;
import io.baton.spi.ProcessControl;
import io.baton.spi.Safepoints;
import io.baton.spi.VersionMarks;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The code server as a service. It registers that itself when it is ready to serve: modules and
 * listeners that are there already are then created at once, and they need it.
 */
@Component(
    immediate = true,
    service = {},
    configurationPid = "io.baton.code")
@Designate(ocd = CodeConfig.class)
@Capability(
    namespace = "osgi.service",
    attribute =
        "objectClass:List<String>=\"io.baton.api.code.Code,"
            + "io.baton.api.code.CodeLoader,io.baton.api.code.CodePath,"
            + "io.baton.api.code.CodeStatus,io.baton.spi.Modules\"")
public final class CodeComponent {
  private static final String[] SERVICES = {
    Code.class.getName(), CodeLoader.class.getName(), CodeStatus.class.getName()
  };

  private final BundleContext context;
  private final CodeServer server;
  private final CodeService code;

  /** Written by SCR when the configuration is modified, read by callers, purges and the watch. */
  private volatile Settings settings;

  /** Written by SCR as the service comes and goes, read by callers and by the watch. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable LeakFinder leakFinder;

  private @Nullable ServiceRegistration<?> service; // SCR's only, as the next
  private @Nullable ServiceRegistration<Modules> modules;
  private @Nullable ServiceRegistration<CodePath> path;

  /** Does not serve yet. */
  @Activate
  public CodeComponent(
      BundleContext context,
      Map<String, Object> properties,
      @Reference Handover handover,
      @Reference ProcessControl processes,
      @Reference VersionMarks marks,
      @Reference Safepoints safepoints,
      @Reference ServiceComponentRuntime components) {
    this.context = context;
    settings = Settings.of(properties, Settings.DEFAULTS);
    server =
        new CodeServer(
            context,
            () -> settings,
            () -> Optional.ofNullable(leakFinder),
            new References(handover, processes, marks, safepoints, components));
    code = server.service();
  }

  /** Starts to serve. */
  @Activate
  void start(Map<String, Object> properties) {
    server.open();
    modules = context.registerService(Modules.class, server.views(), null);
    path = context.registerService(CodePath.class, server.path(), null);
    service =
        context.registerService(
            SERVICES, code, FrameworkUtil.asDictionary(Settings.visible(properties)));
    server.begin();
  }

  /** Takes a new configuration; what is loaded stays loaded. */
  @Modified
  void modified(Map<String, Object> properties) {
    settings = Settings.of(properties, settings);
    if (service != null) {
      service.setProperties(FrameworkUtil.asDictionary(Settings.visible(properties)));
    }
  }

  /** Ends: the service goes when nothing is under way any more. */
  @Deactivate
  void stop() {
    server.end();
    if (service != null) {
      service.unregister();
    }
    if (path != null) {
      path.unregister();
    }
    server.close();
    if (modules != null) {
      modules.unregister();
    }
    boolean _ = Log.flush(Callbacks.PATIENCE);
  }

  /** The service that it registers. */
  CodeService code() {
    return code;
  }
}
