package io.baton.code.loading;

import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.spi.VersionMarks;
import io.baton.code.Version;
import io.baton.code.calling.Exports;
import io.baton.code.calling.Target;
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

  /**
   * Needs to know whose frames are whose.
   *
   * @param marks gives each version its number
   */
  public Readiness(VersionMarks marks) {
    this.marks = marks;
  }

  Prepared version(
      String module, ServiceReference<?> service, BundleWiring wiring, Object instance) {
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
    for (String name : (String[]) service.getProperty(Constants.OBJECTCLASS)) {
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
    var callable = new Target.Callable(id, instance, wiring.getClassLoader(), exports);
    return new Prepared.Ready(new Version(id, service, wiring.getRevision(), callable));
  }

  private static Prepared failed(LoadResult.Refused refused) {
    return new Prepared.Failed(refused);
  }
}
