package io.baton.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.spi.Safepoints;
import io.baton.weaving.point.Definitions.Target;
import io.baton.weaving.point.HiddenFrames;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Threads in hidden classes, which are known although no stack trace shows them. */
class HiddenFramesTest {
  private static final String SOURCE =
      """
      import java.lang.invoke.MethodHandles;
      import java.util.function.*;
      class Anchor { static MethodHandles.Lookup lookup() { return MethodHandles.lookup(); } }
      class Hidden implements Function<Object, Object> {
        public Object apply(Object body) {
          long kept = 1;
          double more = 2;
          try {
            if (body instanceof BooleanSupplier asked) { return asked.getAsBoolean(); }
            if (body instanceof Integer depth) {
              return depth == 0 ? (Object) "" : apply(depth - 1) + "x";
            }
            ((Runnable) body).run();
            return kept + more;
          } catch (IllegalStateException e) {
            return e.getMessage();
          } finally {
            kept++;
          }
        }
      }
      """;

  private final Map<String, byte[]> classes = Compiled.of("Hidden", SOURCE);

  private Loaded version;
  private HiddenFrames frames;
  private Function<Object, Object> hidden;

  @BeforeEach
  @SuppressWarnings("unchecked")
  void define() throws ReflectiveOperationException {
    version = Loaded.woven(classes);
    frames = version.gate().hidden();
    byte[] woven =
        new RunTimeWeaving()
            .weave(classes.get("Hidden"), new Target(version, version.gate(), true, true));
    var anchor = (MethodHandles.Lookup) version.call("Anchor", "lookup");
    var lookup = anchor.defineHiddenClass(woven, true);
    var constructor = lookup.lookupClass().getDeclaredConstructor();
    constructor.setAccessible(true);
    hidden = (Function<Object, Object>) constructor.newInstance();
  }

  private boolean isInside() {
    return frames.contains(Thread.currentThread(), false);
  }

  @Test
  void threadIsInsideWhileAMethodRuns() {
    BooleanSupplier asked = this::isInside;

    assertThat(hidden.apply(asked)).isEqualTo(true);
    assertThat(isInside()).isFalse();
  }

  @Test
  void threadHasLeftWhenTheLastMethodHasThrown() {
    Runnable failing =
        () -> {
          throw new IllegalArgumentException("thrown");
        };

    assertThatThrownBy(() -> hidden.apply(failing)).hasMessage("thrown");
    assertThat(isInside()).isFalse();
  }

  @Test
  void methodDoesWhatItDid() {
    Runnable failing =
        () -> {
          throw new IllegalStateException("caught");
        };

    assertThat(hidden.apply(failing)).isEqualTo("caught");
    assertThat(hidden.apply((Runnable) () -> {})).isEqualTo(3.0);
    assertThat(hidden.apply(3)).isEqualTo("xxx");
    assertThat(isInside()).isFalse();
  }

  /** The gate holds it before its first method: nothing of the version has begun. */
  @Test
  void threadThatEntersIsNotInsideForTheGate() {
    var atTheGate = new boolean[2];
    version
        .gate()
        .arm(
            new Safepoints.Check() {
              @Override
              public void entering(long number) {
                atTheGate[0] = frames.contains(Thread.currentThread(), true);
                atTheGate[1] = frames.contains(Thread.currentThread(), false);
              }

              @Override
              public void looping(long number) {}
            });

    var _ = hidden.apply(0);

    assertThat(atTheGate).containsExactly(false, true);
    assertThat(isInside()).isFalse();
  }
}
