package io.baton.code.loading;

import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.spi.VersionMarks;
import io.baton.code.Version;
import io.baton.code.calling.ComponentObject;
import io.baton.code.calling.Exports;
import io.baton.code.calling.Target;
import io.baton.code.framework.LifeCycleFrames;
import io.baton.code.framework.ModuleComponent;
import io.baton.code.framework.ModuleComponents;
import java.lang.reflect.MalformedParameterizedTypeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;

/** Makes a version out of a service and its object. */
public final class Readiness {
  private final VersionMarks marks;
  private final ClassLoader declarativeServices;
  private final ModuleComponents known;

  /**
   * Needs to know whose frames are whose.
   *
   * @param marks gives each version its number
   * @param declarativeServices class loader of what makes components and gives them up
   * @param known gets the component of each version
   */
  public Readiness(VersionMarks marks, ClassLoader declarativeServices, ModuleComponents known) {
    this.marks = marks;
    this.known = known;
    this.declarativeServices = declarativeServices;
  }

  /** What a component has made: a service, its object, and whether it is closed in the end. */
  record Made(ServiceReference<?> service, Object instance, boolean isClosed) {}

  Prepared version(String module, BundleWiring wiring, Made made) {
    String version = wiring.getRevision().getVersion().toString();
    OptionalLong number = marks.numberOf(wiring.getClassLoader());
    if (number.isEmpty()) {
      return failed(
          new LoadResult.Unresolved(
              module + " " + version,
              "its classes were loaded before baton.weaving was active, so nobody could tell who"
                  + " runs them; start baton.weaving first, then refresh this bundle"));
    }
    List<Class<?>> interfaces = new ArrayList<>();
    for (String name : (String[]) made.service().getProperty(Constants.OBJECTCLASS)) {
      try {
        Class<?> type = wiring.getClassLoader().loadClass(name);
        if (type.isInterface()) {
          interfaces.add(type);
        }
      } catch (ClassNotFoundException e) {
        return failed(new LoadResult.NotLinked(module + " " + version, name, e.toString()));
      }
    }
    var id =
        new ModuleVersion(
            module, version, number.getAsLong(), wiring.getBundle().getLocation(), Instant.EPOCH);
    Exports exports;
    try {
      exports = new Exports(interfaces);
    } catch (LinkageError | TypeNotPresentException | MalformedParameterizedTypeException e) {
      return failed(
          new LoadResult.NotLinked(module + " " + version, interfaces.toString(), e.toString()));
    }
    return ready(id, wiring, made, exports);
  }

  private Prepared ready(ModuleVersion id, BundleWiring wiring, Made made, Exports exports) {
    ClassLoader loader = wiring.getClassLoader();
    var object =
        new ComponentObject(made.instance(), LifeCycleFrames.of(loader, declarativeServices));
    var callable = new Target.Callable(id, object, loader, exports);
    var component = new ModuleComponent(made.service(), callable, made.isClosed());
    known.add(component);
    return new Prepared.Ready(new Version(id, component, wiring.getRevision(), callable));
  }

  private static Prepared failed(LoadResult.Refused refused) {
    return new Prepared.Failed(refused);
  }
}
