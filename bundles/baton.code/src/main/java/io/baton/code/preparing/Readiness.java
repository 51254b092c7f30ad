package io.baton.code.preparing;

import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.code.calling.ComponentObject;
import io.baton.code.calling.DeclaredCode;
import io.baton.code.calling.Target;
import io.baton.code.exports.Exports;
import io.baton.code.framework.bundle.Bundles;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.framework.component.LifeCycleFrames;
import io.baton.code.framework.component.ModuleComponent;
import io.baton.code.framework.component.ModuleComponents;
import io.baton.code.linking.OwnRecords;
import io.baton.code.version.LoadedVersion;
import io.baton.spi.Log;
import io.baton.spi.Shapes;
import io.baton.spi.VersionMarks;
import io.baton.spi.identity.ModuleIdentity;
import java.lang.System.Logger.Level;
import java.lang.reflect.MalformedParameterizedTypeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleWiring;

/** Makes a version out of a service and its object. */
public final class Readiness {
  private static final Log LOG = Log.of("io.baton.code");

  private final VersionMarks marks;
  private final ClassLoader declarativeServices;
  private final ModuleComponents known;
  private final Supplier<Optional<Shapes>> shapes;

  /**
   * Creates what makes versions.
   *
   * @param marks gives each version its number
   * @param declarativeServices class loader of what makes components and gives them up
   * @param known gets the component of each version
   * @param shapes tells what is wrong with the records of a version; without it nothing is looked
   *     at
   */
  public Readiness(
      VersionMarks marks,
      ClassLoader declarativeServices,
      ModuleComponents known,
      Supplier<Optional<Shapes>> shapes) {
    this.marks = marks;
    this.known = known;
    this.shapes = shapes;
    this.declarativeServices = declarativeServices;
  }

  /** Product of a component: a service, its object, and whether it is closed in the end. */
  record Made(ServiceReference<?> service, Object instance, boolean isClosed) {}

  /** A version that cannot be loaded. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    final transient LoadResult.Refused refused;

    Unusable(LoadResult.Refused refused) {
      super(refused.why());
      this.refused = refused;
    }
  }

  public Preparation version(String module, BundleWiring wiring, Made made) {
    List<String> services = interfaces(made.service(), wiring);
    DeclaredCode code;
    try {
      code = describe(module, wiring, made.instance().getClass(), services);
    } catch (Unusable e) {
      return new Preparation.Failed(e.refused);
    }
    var object =
        new ComponentObject(
            made.instance(), LifeCycleFrames.of(code.loader(), declarativeServices));
    var callable = new Target.Callable(code.version(), object, code.loader(), code.exports());
    var component = new ModuleComponent(made.service(), callable, made.isClosed());
    known.add(component);
    warn(code, wiring, services);
    return new Preparation.Ready(
        new InstalledVersion(new LoadedVersion(callable), component, wiring.getRevision()));
  }

  /** An adopted bundle may have registered its service under others besides. */
  private static List<String> interfaces(ServiceReference<?> service, BundleWiring wiring) {
    List<String> all = List.of((String[]) service.getProperty(Constants.OBJECTCLASS));
    Set<String> adopted = ModuleIdentity.adoptedInterfaces(wiring.getRevision());
    return adopted.isEmpty() ? all : all.stream().filter(adopted::contains).toList();
  }

  /** Logs, once for each version, what its author has probably not meant. */
  private void warn(DeclaredCode code, BundleWiring wiring, List<String> services) {
    List<String> problems = new ArrayList<>();
    if (code.exports().describe().isEmpty()) {
      problems.add(
          "exports no function, because none of the types under which its component is registered"
              + " (%s) is an interface with one; let the component implement an interface with the"
                  .formatted(String.join(", ", services))
              + " functions that others may call");
    }
    if (wiring.getRevision().getVersion().equals(Version.emptyVersion)) {
      problems.add("has no Bundle-Version, so it is taken for 0.0.0; give each version its own");
    }
    shapes.get().ifPresent(known -> problems.addAll(wrongDefaults(known, wiring)));
    if (!problems.isEmpty()) {
      LOG.log(Level.WARNING, code.version() + " " + String.join("; and it ", problems));
    }
  }

  private static List<String> wrongDefaults(Shapes shapes, BundleWiring wiring) {
    return OwnRecords.of(wiring).stream()
        .flatMap(type -> shapes.wrongDefaults(type).stream())
        .map("has a default that no value can take: "::concat)
        .toList();
  }

  /**
   * Returns what a version exports, which is found out without running code of it.
   *
   * @param type of its component's object
   * @param services names of the types under which its component is registered
   */
  public DeclaredCode describe(
      String module, BundleWiring wiring, Class<?> type, List<String> services) throws Unusable {
    ModuleVersion id = version(module, wiring);
    List<Class<?>> interfaces = new ArrayList<>();
    for (String name : services) {
      try {
        Class<?> service = wiring.getClassLoader().loadClass(name);
        if (service.isInterface()) {
          interfaces.add(service);
        }
      } catch (ClassNotFoundException e) {
        throw new Unusable(new LoadResult.NotLinked(id.toString(), name, e.toString()));
      }
    }
    try {
      return new DeclaredCode(id, type, wiring.getClassLoader(), new Exports(interfaces));
    } catch (LinkageError | TypeNotPresentException | MalformedParameterizedTypeException e) {
      throw new Unusable(
          new LoadResult.NotLinked(id.toString(), interfaces.toString(), e.toString()));
    }
  }

  /** Returns which version it is. */
  public ModuleVersion version(String module, BundleWiring wiring) throws Unusable {
    String version = wiring.getRevision().getVersion().toString();
    ClassLoader loader = wiring.getClassLoader(); // null if the bundle has another one by now
    Optional<LoadResult.Refused> changed =
        Bundles.changed(wiring.getBundle(), loader != null, module + " " + version);
    if (changed.isPresent()) {
      throw new Unusable(changed.get());
    }
    OptionalLong number = marks.numberOf(loader);
    if (number.isEmpty()) {
      throw new Unusable(
          new LoadResult.Unresolved(
              module + " " + version,
              "its classes were loaded before baton.weaving was active, so it could not be told"
                  + " what runs them; start baton.weaving first, then refresh this bundle"));
    }
    return new ModuleVersion(
        module, version, number.getAsLong(), wiring.getBundle().getLocation(), Instant.EPOCH);
  }
}
