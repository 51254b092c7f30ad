package io.baton.code;

import io.baton.api.code.Module;
import io.baton.api.code.Source;
import io.baton.code.artifact.Jar;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.purging.Scene;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * As much of a framework as the code server asks for: bundles of modules whose files have a
 * manifest only. What a version does is said by its {@link Release}.
 */
public final class StubbedFramework {
  private final Path folder;
  private final Map<String, Release> releases = new ConcurrentHashMap<>();
  private final List<Installed> installed = new CopyOnWriteArrayList<>();
  private final AtomicLong numbers = new AtomicLong();

  /** What happens after a file was opened to be installed, and before it is read. */
  public Runnable onInstall = () -> {};

  /** The context of the code server. */
  public final BundleContext context = context();

  /**
   * Nothing is installed.
   *
   * @param folder the code path, and where the code server keeps its record
   */
  StubbedFramework(Path folder) {
    this.folder = folder;
  }

  /** A version that is on the code path, and what the bundles do that are made of it. */
  public static final class Release {
    public final String module;
    public final Path file;

    /** Its component's object. */
    public Object instance;

    /** What the bundle does when a load starts it, and when it is to stay started. */
    public Stub.Answer onStart = _ -> null;

    public Stub.Answer onStay = _ -> null;

    private final StubbedFramework framework;

    private Release(StubbedFramework framework, String module, String version) {
      this.framework = framework;
      this.module = module;
      instance = (Supplier<String>) () -> version;
      file =
          Jar.ofModule(framework.folder.resolve(module + "-" + version + ".jar"), module, version);
    }

    public Source source() {
      return new Source.InFile(module, file);
    }

    /** How many bundles were made of it, and how often one was uninstalled. */
    public int installs() {
      return bundles().size();
    }

    public int uninstalls() {
      return bundles().stream().mapToInt(one -> one.uninstalls.get()).sum();
    }

    /** Uninstalls the last bundle, as another program does. */
    public void uninstallLast() {
      try {
        bundles().getLast().bundle.uninstall();
      } catch (BundleException e) {
        throw new IllegalStateException(e);
      }
    }

    private List<Installed> bundles() {
      return framework.installed.stream().filter(one -> one.release == this).toList();
    }
  }

  /** Puts a version on the code path. */
  public Release release(String module, String version) {
    var release = new Release(this, module, version);
    releases.put("test.%s %s".formatted(module, version), release);
    return release;
  }

  /** Wires a bundle to a version. */
  public void wire(InstalledVersion version) {
    Installed of =
        installed.stream().filter(one -> one.bundle == version.bundle()).findFirst().orElseThrow();
    Bundle user =
        Stub.of(Bundle.class, Map.of("getBundleId", _ -> 77L, "getState", _ -> Bundle.ACTIVE));
    BundleRevision revision =
        Stub.of(
            BundleRevision.class,
            Map.of(
                "getBundle", _ -> user,
                "getSymbolicName", _ -> "user",
                "getVersion", _ -> new Version("1.0.0"),
                "getDeclaredCapabilities", _ -> List.of()));
    BundleWiring wiring = Stub.of(BundleWiring.class, Map.of());
    of.wires.add(
        Stub.of(
            BundleWire.class,
            Map.of(
                "getRequirer", _ -> revision,
                "getRequirerWiring", _ -> wiring,
                "getCapability", _ -> capability("osgi.wiring.package", "m.api"))));
  }

  private BundleContext context() {
    Bundle own = Stub.of(Bundle.class, Map.of());
    FrameworkWiring resolver = Stub.of(FrameworkWiring.class, Map.of("resolveBundles", _ -> true));
    Bundle system = Stub.of(Bundle.class, Map.of("adapt", _ -> resolver));
    return Stub.of(
        BundleContext.class,
        Map.of(
            "getBundle",
            given ->
                given.isEmpty()
                    ? own
                    : given.getFirst().equals(Constants.SYSTEM_BUNDLE_LOCATION) ? system : null,
            "getBundles",
            _ ->
                installed.stream()
                    .filter(one -> one.state != Bundle.UNINSTALLED)
                    .map(one -> one.bundle)
                    .toArray(Bundle[]::new),
            "getProperty",
            _ -> null,
            "getDataFile",
            _ -> folder.resolve("current").toFile(),
            "getService",
            given ->
                installed.stream()
                    .filter(one -> one.service == given.getFirst())
                    .findFirst()
                    .orElseThrow()
                    .release
                    .instance,
            "installBundle",
            given -> install((String) given.getFirst(), (InputStream) given.getLast())));
  }

  private Bundle install(String location, InputStream content) {
    onInstall.run();
    try (var jar = new JarInputStream(new ByteArrayInputStream(content.readAllBytes()))) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      String name = manifest.getValue("Bundle-SymbolicName");
      String version = manifest.getValue("Bundle-Version");
      Release release = releases.get("%s %s".formatted(name, version));
      var one = new Installed(release, version, location, numbers.incrementAndGet());
      installed.add(one);
      return one.bundle;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BundleCapability capability(String namespace, Object value) {
    return Stub.of(
        BundleCapability.class,
        Map.of("getNamespace", _ -> namespace, "getAttributes", _ -> Map.of(namespace, value)));
  }

  /** A bundle that is installed, with its one revision, wiring and service. */
  private static final class Installed {
    final Release release;
    final List<BundleWire> wires = new CopyOnWriteArrayList<>();
    final Bundle bundle;
    final BundleRevision revision;
    final BundleWiring wiring;
    final ServiceReference<?> service;
    volatile int state = Bundle.INSTALLED;
    final AtomicInteger uninstalls = new AtomicInteger();

    Installed(Release release, String version, String location, long id) {
      this.release = release;
      service =
          Stub.of(
              ServiceReference.class,
              Map.of(
                  "getBundle", _ -> bundle(), "getProperty", given -> property(given.getFirst())));
      wiring = wiring(new OneVersion(version, Scene.Code.class, Scene.Letter.class));
      revision = revision(new Version(version));
      Map<String, Stub.Answer> answers =
          new HashMap<>(
              Map.of(
                  "getLocation", _ -> location,
                  "getBundleId", _ -> id,
                  "getSymbolicName", _ -> "test." + release.module,
                  "getVersion", _ -> new Version(version),
                  "getHeaders", _ -> FrameworkUtil.asDictionary(Map.of()),
                  "getBundleContext", _ -> null,
                  "adapt", given -> adapted((Class<?>) given.getFirst())));
      answers.putAll(life());
      answers.put("getEntry", given -> entry((String) given.getFirst()));
      answers.put("getEntryPaths", given -> paths((String) given.getFirst()));
      bundle = Stub.of(Bundle.class, answers);
    }

    private BundleWiring wiring(ClassLoader loader) {
      return Stub.of(
          BundleWiring.class,
          Map.of(
              "getBundle", _ -> bundle(),
              "getRevision", _ -> revision(),
              "getClassLoader", _ -> loader,
              "getCapabilities", _ -> List.of(),
              "getRequiredWires", _ -> null,
              "getProvidedWires", _ -> wires,
              "listResources", _ -> List.of(),
              "isInUse", _ -> true));
    }

    private BundleRevision revision(Version version) {
      return Stub.of(
          BundleRevision.class,
          Map.of(
              "getBundle", _ -> bundle(),
              "getVersion", _ -> version,
              "getSymbolicName", _ -> "test." + release.module,
              "getWiring", _ -> wiring,
              "getDeclaredRequirements", _ -> List.of(),
              "getDeclaredCapabilities",
                  _ -> List.of(capability(Module.NAMESPACE, release.module))));
    }

    private Map<String, Stub.Answer> life() {
      return Map.of(
          "getState", _ -> state,
          "start", given -> start(given.isEmpty()),
          "uninstall", _ -> uninstall(),
          "getRegisteredServices",
              _ -> state == Bundle.ACTIVE ? new ServiceReference<?>[] {service} : null);
    }

    /** A file of a version has a manifest only. */
    private URL entry(String path) {
      try {
        return path.equals(JarFile.MANIFEST_NAME)
            ? URI.create("jar:" + release.file.toUri() + "!/" + path).toURL()
            : null;
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException(e);
      }
    }

    private static Enumeration<String> paths(String folder) {
      return Collections.enumeration(
          List.of(folder.equals("/") ? "META-INF/" : JarFile.MANIFEST_NAME));
    }

    private Bundle bundle() {
      return bundle;
    }

    private BundleRevision revision() {
      return revision;
    }

    private Object adapted(Class<?> type) {
      return type == BundleWiring.class ? wiring : type == BundleRevision.class ? revision : null;
    }

    private Object property(Object name) {
      return switch ((String) name) {
        case Constants.OBJECTCLASS -> new String[] {Supplier.class.getName()};
        case Module.NAMESPACE -> release.module;
        default -> null;
      };
    }

    private Object start(boolean stays) throws Throwable {
      state = Bundle.ACTIVE;
      return (stays ? release.onStay : release.onStart).to(List.of());
    }

    private Object uninstall() {
      uninstalls.incrementAndGet();
      state = Bundle.UNINSTALLED;
      return null;
    }
  }
}
