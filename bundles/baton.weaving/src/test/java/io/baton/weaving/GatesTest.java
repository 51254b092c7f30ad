package io.baton.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.weaving.point.Gates;
import java.lang.ref.WeakReference;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Gates of versions. */
class GatesTest {
  private static Loaded version() {
    return Loaded.unwoven(Map.of());
  }

  @Test
  void gateOfALoaderIsAlwaysTheSame() {
    Loaded version = version();

    assertThat(Gates.of(version)).isSameAs(Gates.of(version));
    assertThat(Gates.existing(version)).containsSame(Gates.of(version));
  }

  @Test
  void twoLoadersHaveTwoNumbers() {
    long first = Gates.of(version()).number();

    long second = Gates.of(version()).number();

    assertThat(second).isGreaterThan(first);
  }

  @Test
  void gateIsFoundByItsNumber() {
    Loaded version = version();
    long number = Gates.of(version).number();

    assertThat(Gates.numbered(number)).containsSame(Gates.of(version));
  }

  @Test
  void loaderThatWasNeverRequestedHasNone() {
    assertThat(Gates.existing(version())).isEmpty();
  }

  @Test
  void gateKeepsNoLoaderAlive() {
    var loader = new WeakReference<ClassLoader>(gated());

    for (int i = 0; i < 100 && loader.get() != null; i++) {
      System.gc();
    }

    assertThat(loader.get()).isNull();
  }

  private static ClassLoader gated() {
    Loaded version = version();
    Gates.of(version);
    return version;
  }

  @Test
  void wovenVersionThatHasRunIsCollected() throws Exception {
    var loader = new WeakReference<ClassLoader>(run());

    for (int i = 0; i < 100 && loader.get() != null; i++) {
      System.gc();
    }

    assertThat(loader.get()).isNull();
  }

  private static ClassLoader run() throws Exception {
    Loaded version =
        Loaded.woven(
            Compiled.of(
                "Loop",
                "class Loop { static int run() { int s = 0; for (int i = 0; i < 9; i++) s += i;"
                    + " return s; } }"));
    version.call("Loop", "run");
    return version;
  }
}
