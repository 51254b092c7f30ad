package io.baton.weaving;

import io.baton.api.code.ModuleVersion;
import io.baton.code.calling.Target;
import io.baton.code.exports.Exports;
import io.baton.code.version.LoadedVersion;
import io.baton.fixtures.VersionLoader;
import io.baton.spi.Safepoints;
import io.baton.spi.VersionMarks;
import io.baton.weaving.point.Gate;
import io.baton.weaving.point.Gates;
import java.time.Instant;
import java.util.List;

/** The class loader of one version without a bundle: its one class is woven as a module's is. */
public final class Woven extends VersionLoader {
  private final int number;

  private Woven(Class<?> own, int number) {
    super(own);
    this.number = number;
  }

  /**
   * The safepoints of all woven versions.
   *
   * @return the real ones
   */
  public static Safepoints safepoints() {
    return new ModuleWeaver();
  }

  /**
   * A new version of the module {@code m}.
   *
   * @param number such as 2 for {@code 2.0.0}
   * @param own its class, with a public constructor that takes the number
   * @param exported its interface, shared by all versions
   * @return a version whose code meets its safepoints
   */
  public static LoadedVersion version(int number, Class<?> own, Class<?> exported) {
    var loader = new Woven(own, number);
    var id =
        new ModuleVersion(
            "m", number + ".0.0", Gates.of(loader).number(), "races:" + number, Instant.EPOCH);
    try {
      Object instance =
          loader.loadClass(own.getName()).getConstructor(int.class).newInstance(number);
      var callable =
          new Target.Callable(id, instance, loader, new Exports(List.<Class<?>>of(exported)));
      return new LoadedVersion(callable);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The marks of all woven versions.
   *
   * @return the real ones
   */
  public static VersionMarks marks() {
    return new ModuleWeaver();
  }

  @Override
  protected byte[] changed(byte[] classFile) {
    Gate gate = Gates.of(this);
    gate.isOf("m", number + ".0.0");
    return new ClassWeaving(this).weave(classFile, gate.mark());
  }
}
