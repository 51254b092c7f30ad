package io.baton.code;

import io.baton.api.code.Code;
import io.baton.api.code.CodeLoader;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.version.ModuleTable;
import io.baton.races.NothingConverts;
import io.baton.races.schedules.module.Numbered;
import io.baton.spi.ProcessControl;
import io.baton.spi.Safepoints;
import io.baton.spi.VersionMarks;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** The code server in a framework without Declarative Services, and what is in its table. */
public final class LiveCodeServer {
  private LiveCodeServer() {}

  /** What a client sees of it. */
  public record Services(Code code, CodeLoader codeLoader) {}

  /**
   * Starts it.
   *
   * @param context of the system bundle
   * @param processes those that there are
   * @param weaver marks versions, and has their safepoints
   * @return its services
   */
  public static <W extends Safepoints & VersionMarks> Services start(
      BundleContext context, ProcessControl processes, W weaver) {
    Map<String, Object> properties = Map.of("leak.dump.limit.mb", 0L, "mode", "embedded");
    var code =
        new CodeComponent(
            context, properties, new NothingConverts(), processes, weaver, weaver, noComponents());
    code.start(properties);
    return new Services(code.code(), code.code());
  }

  private static ServiceComponentRuntime noComponents() {
    Class<ServiceComponentRuntime> type = ServiceComponentRuntime.class;
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) ->
                Collection.class.isAssignableFrom(method.getReturnType()) ? List.of() : null));
  }

  /** The versions of a module in the table. */
  public record Versions(Optional<Seen> current, Optional<Seen> old) {
    /** Both, as far as they are there. */
    public List<Seen> all() {
      return Stream.concat(current.stream(), old.stream()).toList();
    }
  }

  /**
   * A version in the table.
   *
   * @param number unique
   * @param major number that its code answers
   * @param loader of its code
   * @param bundle that it is in
   * @param object that calls reach
   */
  public record Seen(long number, int major, ClassLoader loader, Bundle bundle, Object object) {
    private static Seen of(InstalledVersion version) {
      return new Seen(
          version.id().number(),
          version.revision().getVersion().getMajor(),
          version.loader(),
          version.bundle(),
          version.callable().instance());
    }

    /** Calls it as its own code does, whatever is current. */
    public Object call() {
      try {
        Method number = object.getClass().getMethod(Numbered.class.getMethods()[0].getName());
        number.setAccessible(true);
        return number.invoke(object);
      } catch (InvocationTargetException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public String toString() {
      return "#%d (%d.0.0)".formatted(number, major);
    }
  }

  /**
   * What the table says of a module.
   *
   * @param module name of the module
   * @return at this moment
   */
  public static Versions versions(String module) {
    ModuleTable.Versions<InstalledVersion> versions = Remembered.ofThisBundle().table().of(module);
    return new Versions(
        versions.currentVersion().map(Seen::of), versions.oldVersion().map(Seen::of));
  }
}
