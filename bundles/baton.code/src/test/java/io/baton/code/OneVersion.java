package io.baton.code;

import io.baton.api.code.ModuleVersion;
import io.baton.code.calling.Target;
import io.baton.code.exports.Exports;
import io.baton.fixtures.MarkedVersionLoader;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** One version of the module {@code m}, without a bundle. */
public final class OneVersion extends MarkedVersionLoader {
  private static final AtomicLong NUMBERS = new AtomicLong(1_000);

  private final ModuleVersion id;

  /**
   * A version.
   *
   * @param version such as {@code 1.0.0}
   * @param own the classes that are its own; all others it shares with the test
   */
  public OneVersion(String version, Class<?>... own) {
    this(version, NUMBERS.incrementAndGet(), own);
  }

  private OneVersion(String version, long number, Class<?>... own) {
    super("%s#%d".formatted(version, number), own);
    id = new ModuleVersion("m", version, number, "file:/m-" + version, Instant.EPOCH);
  }

  public ModuleVersion id() {
    return id;
  }

  /** What calls reach while this version is current. */
  public Target.Callable callable(Object instance, Class<?>... exported) {
    List<Class<?>> interfaces = Stream.of(exported).<Class<?>>map(this::type).toList();
    return new Target.Callable(id, instance, this, new Exports(interfaces));
  }

  /** The target that a module is switched to while this version is current. */
  public Target target(Object instance, Class<?>... exported) {
    return new Target("m", callable(instance, exported));
  }
}
