package io.baton.bench.sample;

import io.baton.api.code.ModuleVersion;
import io.baton.code.calling.Target;
import io.baton.code.exports.Exports;
import io.baton.fixtures.VersionLoader;
import java.time.Instant;
import java.util.List;

/** What a version's class loader has of its own; this decides what a call has to carry across. */
public enum Loading {
  /** Nothing: the caller is of the same version, and calls itself through the module's name. */
  OWN,

  /** Its code; the interface comes from where the caller has it too. */
  SHARED,

  /** All: the caller has an interface of its own that only bears the same name. */
  NAMESAKE;

  /** The name of the module. */
  public static final String MODULE = "sample";

  private ClassLoader loader() {
    return switch (this) {
      case OWN -> Loading.class.getClassLoader();
      case SHARED -> new VersionLoader(SampleModule.class);
      case NAMESAKE -> new VersionLoader(SampleModule.class, Sample.class, Point.class);
    };
  }

  /** The class loader of a version that has some classes of its own. */
  public static ClassLoader of(Class<?>... own) {
    return new VersionLoader(own);
  }

  /** Loads another version. */
  public Target load(int number) {
    ClassLoader loader = loader();
    try {
      Object instance =
          loader
              .loadClass(SampleModule.class.getName())
              .getConstructor(int.class)
              .newInstance(number);
      var exports = new Exports(List.of(loader.loadClass(Sample.class.getName())));
      var version =
          new ModuleVersion(MODULE, number + ".0.0", number, "bench:" + number, Instant.EPOCH);
      return new Target(MODULE, new Target.Callable(version, instance, loader, exports));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("version " + number + " cannot be loaded", e);
    }
  }
}
