package io.baton.application;

import io.baton.application.control.ApplicationSpec;
import io.baton.spi.Configurations;
import io.baton.spi.Log;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** The configuration of one application. A change counts from the next start on. */
@Component(
    service = {},
    immediate = true,
    configurationPid = ApplicationSettings.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ApplicationConfig.class, factory = true)
public final class ConfiguredApplication {
  private static final Log LOG = Log.of(ApplicationSettings.PID);

  private final ApplicationComponent applications;

  /** Name of the application; null if the configuration is wrong. SCR's only. */
  private @Nullable String name;

  /** Takes the configuration. */
  @Activate
  public ConfiguredApplication(
      Map<String, Object> properties, @Reference ApplicationComponent applications) {
    this.applications = applications;
    modified(properties);
  }

  /** Takes what is configured now; if that is wrong, what was before stays. */
  @Modified
  void modified(Map<String, Object> properties) {
    Configurations.read(LOG, properties, ApplicationSettings::of).ifPresent(this::take);
  }

  private void take(ApplicationSpec spec) {
    if (name != null && !name.equals(spec.name())) {
      applications.gone(name);
    }
    name = spec.name();
    applications.configured(spec);
  }

  /** Forgets the application if its configuration was deleted. */
  @Deactivate
  void deactivate(int reason) {
    if (name != null && reason == ComponentConstants.DEACTIVATION_REASON_CONFIGURATION_DELETED) {
      applications.gone(name);
    }
  }
}
