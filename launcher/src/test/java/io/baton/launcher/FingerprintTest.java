package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.FrameworkUtil;

/** When two configurations are the same. */
class FingerprintTest {
  @Test
  void sameValuesHaveTheSame() {
    assertThat(Fingerprint.of(Map.of("a", new String[] {"x"}, "b", 1L)))
        .isEqualTo(Fingerprint.of(Map.of("b", 1L, "a", new String[] {"x"})))
        .matches("[0-9a-f]{64}");
  }

  @Test
  void anyOtherValueTypeNameOrOrderHasAnother() {
    assertThat(
            List.of(
                Fingerprint.of(Map.of()),
                Fingerprint.of(Map.of("a", "1")),
                Fingerprint.of(Map.of("a", 1L)),
                Fingerprint.of(Map.of("a", 1)),
                Fingerprint.of(Map.of("b", "1")),
                Fingerprint.of(Map.of("a", new String[] {"1"})),
                Fingerprint.of(Map.of("a", List.of("1"))),
                Fingerprint.of(Map.of("a", new String[] {"1", "2"})),
                Fingerprint.of(Map.of("a", new String[] {"2", "1"}))))
        .doesNotHaveDuplicates();
  }

  @Test
  void whatConfigurationAdminAddsDoesNotCount() {
    var kept = FrameworkUtil.asDictionary(Map.<String, Object>of("service.pid", "p", "a", "1"));

    assertThat(Fingerprint.properties(kept)).isEqualTo(Map.of("a", "1"));
    assertThat(Fingerprint.properties(null)).isNull();
  }
}
