package io.baton.adopt;

import io.baton.spi.Log;
import io.baton.spi.identity.Adoption;
import io.baton.spi.identity.Adoptions;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/**
 * One rule: as long as there is a configuration, bundles that it names are adopted when they are
 * resolved. What was adopted stays a version when the configuration goes.
 */
@Component(
    immediate = true,
    service = {},
    configurationPid = AdoptComponent.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AdoptConfig.class, factory = true)
public final class AdoptComponent {
  static final String PID = "io.baton.adopt";

  private static final Log LOG = Log.of(PID);
  private static final int RUNS = Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING;

  private final BundleContext context;
  private final String name;

  /** Adopts what comes from now on. */
  @Activate
  public AdoptComponent(BundleContext context, Map<String, Object> properties) {
    this.context = context;
    name = String.valueOf(properties.get(Constants.SERVICE_PID));
    modified(properties);
  }

  /** Adopts by the new rule what comes from now on; if that is wrong, by the one before. */
  @Modified
  void modified(Map<String, Object> properties) {
    try {
      Adoption rule = AdoptionReader.read(properties);
      Adoptions.put(name, rule, running()).forEach(this::warn);
    } catch (AdoptionReader.Wrong e) {
      LOG.log(Level.ERROR, "configuration %s is not taken: %s".formatted(name, e.getMessage()));
    }
  }

  /** Adopts nothing that comes after this. */
  @Deactivate
  void end() {
    Adoptions.remove(name);
  }

  private Stream<BundleRevision> running() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> (bundle.getState() & RUNS) != 0)
        .filter(bundle -> !isLazy(bundle))
        .map(bundle -> bundle.adapt(BundleRevision.class))
        .filter(Objects::nonNull);
  }

  /** Of a bundle that waits for the first use of a class, none was loaded. */
  private static boolean isLazy(Bundle bundle) {
    List<String> policy =
        List.of(
            Objects.requireNonNullElse(
                    bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATIONPOLICY), "")
                .split("[;,]"));
    return bundle.getState() == Bundle.STARTING
        && policy.getFirst().strip().equals(Constants.ACTIVATION_LAZY);
  }

  private void warn(BundleRevision late) {
    LOG.log(
        Level.WARNING,
        "%s %s runs already and is not adopted yet, as its classes were loaded before configuration %s was there: refresh bundle %d, or let Baton start before it"
            .formatted(
                late.getSymbolicName(), late.getVersion(), name, late.getBundle().getBundleId()));
  }
}
