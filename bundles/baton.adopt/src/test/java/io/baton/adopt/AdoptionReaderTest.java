package io.baton.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.spi.identity.Adoption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdoptionReaderTest {
  private static final String RUNNABLE = "java.lang.Runnable";

  @Test
  void namesInAnArrayInAListAndInATextAreTheSame() throws Exception {
    for (Object names : List.of(new String[] {"a", "b"}, List.of("a", "b"), "a, b")) {
      Adoption rule = AdoptionReader.read(Map.of("bundles", names, "services", RUNNABLE));

      assertThat(rule.bundles().names()).isEqualTo(Set.of("a", "b"));
      assertThat(rule.interfaces()).isEqualTo(Set.of(RUNNABLE));
      assertThat(rule.module()).isNull();
    }
  }

  @Test
  void aTextInParenthesesIsOneFilter() throws Exception {
    Adoption rule =
        AdoptionReader.read(
            Map.of("bundles", "(|(osgi.identity=a,b)(version>=2))", "services", RUNNABLE));

    assertThat(rule.bundles().names()).isEmpty();
    assertThat(rule.bundles().filters()).hasToString("[(|(osgi.identity=a,b)(version>=2))]");
  }

  @Test
  void whatIsWrongIsSaidWithWhatWasExpectedAndFound() {
    assertWrong(Map.of("services", RUNNABLE), "bundles: expected", "found nothing");
    assertWrong(Map.of("bundles", " ", "services", RUNNABLE), "bundles: expected", "nothing");
    assertWrong(Map.of("bundles", "a"), "services: expected", "found nothing");
    assertWrong(Map.of("bundles", 7, "services", RUNNABLE), "bundles: expected", "found 7");
    assertWrong(Map.of("bundles", "(a", "services", RUNNABLE), "expected a filter", "found (a");
    assertWrong(
        Map.of("bundles", "a", "services", RUNNABLE, "module", "a-b"), "module: expected", "a-b");
    assertWrong(
        Map.of("bundles", "a", "services", RUNNABLE, "module", new String[] {"a"}),
        "module: expected",
        "[a]");
  }

  private static void assertWrong(Map<String, Object> properties, String... parts) {
    assertThatThrownBy(() -> AdoptionReader.read(properties))
        .isInstanceOf(AdoptionReader.Wrong.class)
        .message()
        .contains(parts);
  }
}
