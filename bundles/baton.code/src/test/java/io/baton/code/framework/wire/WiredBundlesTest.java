package io.baton.code.framework.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.code.Stub;
import io.baton.code.Stub.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.wiring.BundleWiring;

/** The wires that lead to a version. */
class WiredBundlesTest {
  private static BundleWiring wiring(Answer provided, boolean isInUse) {
    return Stub.of(
        BundleWiring.class, Map.of("getProvidedWires", provided, "isInUse", _ -> isInUse));
  }

  @Test
  void wiringThatIsNotInUseHasNone() {
    assertThat(WiredBundles.provided(wiring(_ -> null, false))).isEmpty();
  }

  @Test
  void wiringThatIsGivenUpWhileTheFrameworkAnswersHasNone() {
    Answer failing =
        _ -> {
          throw new NullPointerException("resolvedCaps");
        };

    assertThat(WiredBundles.provided(wiring(failing, false))).isEmpty();
    assertThatThrownBy(() -> WiredBundles.provided(wiring(failing, true)))
        .isInstanceOf(NullPointerException.class);
  }
}
