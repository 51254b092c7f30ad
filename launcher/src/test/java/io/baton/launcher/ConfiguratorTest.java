package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** What becomes of configurations in a storage that stays, start by start. */
class ConfiguratorTest {
  private static final String REPLACED = "takes the place of what was configured while Baton ran";

  @TempDir Path folder;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** What ConfigurationAdmin keeps; null if it was never configured. */
  private @Nullable Map<String, Object> kept;

  private <T> T stub(Class<T> type, Map<String, ?> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "getProperties" -> kept == null ? null : withPid(kept);
                  case "updateIfDifferent" -> update((Dictionary<?, ?>) arguments[0]);
                  default -> answers.get(method.getName());
                }));
  }

  private static Dictionary<String, Object> withPid(Map<String, Object> kept) {
    Map<String, Object> all = new TreeMap<>(kept);
    all.put("service.pid", "p");
    return FrameworkUtil.asDictionary(all);
  }

  private boolean update(Dictionary<?, ?> properties) {
    Map<String, Object> all = new TreeMap<>();
    FrameworkUtil.asMap(properties).forEach((name, value) -> all.put((String) name, value));
    kept = all;
    return true;
  }

  private void start(String feature) throws LaunchException {
    var admin =
        stub(
            ConfigurationAdmin.class,
            Map.of("getConfiguration", stub(Configuration.class, Map.of())));
    var context =
        stub(
            BundleContext.class,
            Map.of(
                "getServiceReference",
                stub(ServiceReference.class, Map.of()),
                "getService",
                admin,
                "ungetService",
                true));
    var configuration = new LaunchPlan.Configuration("", "p", Map.of("a", feature));
    var configurator =
        new Configurator(
            context,
            List.of(configuration),
            new RecordFile(folder.resolve("handed-over")),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    configurator.handOver();
    configurator.requireDone();
  }

  @Test
  void whatTheFeatureSaysIsHandedOver() throws LaunchException {
    start("1");

    assertThat(kept).isEqualTo(Map.of("a", "1"));
  }

  @Test
  void whatWasChangedMeanwhileStays() throws LaunchException {
    start("1");
    kept = Map.of("a", "mine");

    start("1");
    start("1");

    assertThat(kept).isEqualTo(Map.of("a", "mine"));
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void whatTheFeatureHasChangedTakesItsPlaceAndThatIsSaid() throws LaunchException {
    start("1");
    kept = Map.of("a", "mine");

    start("2");

    assertThat(kept).isEqualTo(Map.of("a", "2"));
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("configuration p: ", REPLACED);
  }

  @Test
  void featureThatHasChangedSaysNothingIfNothingElseHas() throws LaunchException {
    start("1");

    start("2");

    assertThat(kept).isEqualTo(Map.of("a", "2"));
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void whatConfigurationAdminHasLostIsHandedOverAgain() throws LaunchException {
    start("1");
    kept = null;

    start("1");

    assertThat(kept).isEqualTo(Map.of("a", "1"));
  }
}
