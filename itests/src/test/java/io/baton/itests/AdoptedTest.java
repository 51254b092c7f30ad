package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.CoreOptions.bundle;

import io.baton.spi.identity.Adoptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.ops4j.pax.exam.options.UrlProvisionOption;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;

/** Bundles that know nothing of Baton, and configurations that adopt them. */
public abstract class AdoptedTest extends BatonTest {
  private static final String PID = "io.baton.adopt";

  private final List<Configuration> rules = new ArrayList<>();

  @After
  public void adoptNoMore() throws Exception {
    for (Configuration rule : List.copyOf(rules)) {
      end(rule);
    }
    until(() -> !Adoptions.areAny());
  }

  /** Adopts bundles from now on. */
  final Configuration adopt(String module, String bundles, String services) throws Exception {
    Configuration rule = rule(Map.of("module", module, "bundles", bundles, "services", services));
    until(Adoptions::areAny);
    return rule;
  }

  final void end(Configuration rule) throws Exception {
    rules.remove(rule);
    rule.delete();
  }

  /** Any configuration, also one that is wrong. */
  final Configuration rule(Map<String, String> properties) throws Exception {
    Configuration rule = configurations.createFactoryConfiguration(PID, "?");
    rule.update(FrameworkUtil.asDictionary(properties));
    rules.add(rule);
    return rule;
  }

  /** A released jar. */
  static Path released(String artifact, String version) {
    return Path.of(System.getProperty("baton.released"), "%s-%s.jar".formatted(artifact, version));
  }

  static UrlProvisionOption installedReleased(String artifact, String version) {
    return bundle(released(artifact, version).toUri().toString());
  }

  final Bundle startReleased(String artifact, String version) throws Exception {
    Bundle bundle = context.installBundle(released(artifact, version).toUri().toString());
    bundle.start();
    assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
    return bundle;
  }
}
