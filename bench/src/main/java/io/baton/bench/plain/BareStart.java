package io.baton.bench.plain;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The bundles of the distribution in a Felix, without the distribution's launcher: what a start
 * needs by itself. Installs them all, and starts them in the order of their levels.
 */
public final class BareStart {
  private static final String COMMAND = "org.apache.felix.service.command.Command";

  private final Path home;
  private final Framework framework;

  private BareStart(Path home, List<JsonObject> features) throws IOException {
    this.home = home;
    Path storage = Files.createTempDirectory("bench-start");
    Map<String, String> properties = new HashMap<>();
    features.forEach(feature -> properties.putAll(properties(feature)));
    properties.put(Constants.FRAMEWORK_STORAGE, storage.resolve("framework").toString());
    properties.put("baton.data", storage.toString());
    properties.put("felix.cm.dir", storage.resolve("configurations").toString());
    framework = new FrameworkFactory().newFramework(Map.copyOf(properties));
  }

  /**
   * The distribution, the name of the feature with the shell, and perhaps a program for the shell,
   * whose result is printed.
   */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    List<JsonObject> features = List.of(feature(home, "baton"), feature(home, arguments[1]));
    var start = new BareStart(home, features);
    start.start(features);
    if (arguments.length > 2) {
      start.run(arguments[2]);
    }
  }

  private static JsonObject feature(Path home, String name) throws IOException {
    Path file = home.resolve("features").resolve(name + ".json");
    try (JsonReader reader = Json.createReader(Files.newInputStream(file))) {
      return reader.readObject();
    }
  }

  private Map<String, String> properties(JsonObject feature) {
    Map<String, String> properties = new HashMap<>();
    feature
        .getJsonObject("extensions")
        .getJsonObject("framework-launching-properties")
        .getJsonObject("json")
        .forEach((name, value) -> properties.put(name, resolved(((JsonString) value).getString())));
    return properties;
  }

  private String resolved(String value) {
    return value
        .replace("${baton.home}", home.toString())
        .replace("${user.home}", System.getProperty("user.home"));
  }

  private void start(List<JsonObject> features) throws BundleException {
    framework.start();
    List<JsonObject> wanted =
        features.stream()
            .flatMap(
                feature -> feature.getJsonArray("bundles").getValuesAs(JsonObject.class).stream())
            .sorted(Comparator.comparingInt(bundle -> bundle.getInt("bundleStartLevel")))
            .toList();
    List<Bundle> bundles = new ArrayList<>();
    for (JsonObject bundle : wanted) {
      bundles.add(install(bundle.getString("id")));
    }
    for (int i = 0; i < bundles.size(); i++) {
      start(bundles.get(i), wanted.get(i).getString("contextLoaderOf", ""));
    }
  }

  private Bundle install(String id) throws BundleException {
    String[] coordinates = id.split(":", -1);
    Path jar = home.resolve("bundles/%s-%s.jar".formatted(coordinates[1], coordinates[2]));
    try (InputStream in = Files.newInputStream(jar)) {
      return framework.getBundleContext().installBundle(id, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** JLine finds its providers by the loader of the thread. */
  private void start(Bundle bundle, String contextLoaderOf) throws BundleException {
    for (Bundle other : framework.getBundleContext().getBundles()) {
      if (contextLoaderOf.equals(other.getSymbolicName())) {
        Thread.currentThread()
            .setContextClassLoader(other.adapt(BundleWiring.class).getClassLoader());
      }
    }
    bundle.start(Bundle.START_ACTIVATION_POLICY);
  }

  /** By reflection, since the types of the shell are those of its bundle. */
  private void run(String program) throws Exception {
    BundleContext context = framework.getBundleContext();
    String type = COMMAND + "Processor";
    ServiceReference<?> reference = context.getAllServiceReferences(type, null)[0];
    Object session =
        reference
            .getBundle()
            .loadClass(type)
            .getMethod("createSession", InputStream.class, OutputStream.class, OutputStream.class)
            .invoke(
                context.getService(reference),
                new ByteArrayInputStream(new byte[0]),
                System.out,
                System.err);
    Object result =
        reference
            .getBundle()
            .loadClass(COMMAND + "Session")
            .getMethod("execute", CharSequence.class)
            .invoke(session, program);
    System.out.println(result);
  }
}
