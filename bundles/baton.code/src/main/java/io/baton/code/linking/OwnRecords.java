package io.baton.code.linking;

import io.baton.spi.DataClasses;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.wiring.BundleWiring;

/** The records and data classes of a module's own code, whose values cross between versions. */
public final class OwnRecords {
  private OwnRecords() {}

  /**
   * Returns the records and data classes of a version. No class is initialised.
   *
   * @param wiring of the version, whose classes are linked
   * @return without those of libraries in its bundle
   */
  public static List<? extends Class<?>> of(BundleWiring wiring) {
    OwnCode own = OwnCode.of(wiring.getBundle());
    return ClassNames.in(wiring).stream()
        .filter(own::isOwn)
        .flatMap(name -> linked(name, wiring.getClassLoader()))
        .filter(DataClasses::haveComponents)
        .toList();
  }

  private static Stream<Class<?>> linked(String name, ClassLoader loader) {
    try {
      return Stream.of(Class.forName(name, false, loader));
    } catch (ClassNotFoundException | LinkageError _) {
      return Stream.empty(); // the module does without it, or would not have been linked
    }
  }
}
