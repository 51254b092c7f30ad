package io.baton.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.CodeMode;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a configuration may say. */
class SettingsTest {
  private final List<String> refused = new ArrayList<>();

  private Settings read(Map<String, Object> properties, Settings before) {
    return Settings.of(properties, before, refused::add);
  }

  @Test
  void nothingConfiguredIsTheDefault() {
    assertThat(
            read(
                Map.of("component.name", "any", "service.pid", "io.baton.code"), Settings.DEFAULTS))
        .isEqualTo(Settings.DEFAULTS);
    assertThat(refused).isEmpty();
  }

  @Test
  void numbersMayBeTexts() {
    Settings settings =
        read(
            Map.of("purge.timeout.ms", "300", "gap.timeout.ms", 0, "leak.dump.limit.mb", 2L),
            Settings.DEFAULTS);

    assertThat(settings.patience()).isEqualTo(Duration.ofMillis(300));
    assertThat(settings.gapBound()).isZero();
    assertThat(settings.dumpLimit()).isEqualTo(2L << 20);
    assertThat(refused).isEmpty();
  }

  static Stream<Object> wrongTimes() {
    return Stream.of(
        "abc", "", 0, -5L, Long.MAX_VALUE, "9223372036854775808", true, 1.5, new int[] {1, 2});
  }

  @ParameterizedTest
  @MethodSource("wrongTimes")
  void wrongTimeIsRefusedByNameAndWhatWasInForceStays(Object wrong) {
    Settings before = read(Map.of("purge.timeout.ms", 300), Settings.DEFAULTS);

    Settings settings = read(Map.of("purge.timeout.ms", wrong), before);

    assertThat(settings).isEqualTo(before);
    assertThat(refused)
        .singleElement()
        .asString()
        .startsWith("io.baton.code: purge.timeout.ms must be a whole number from 1 to 86400000");
  }

  @Test
  void modeIsOneOfTwo() {
    Settings embedded = read(Map.of("mode", "embedded"), Settings.DEFAULTS);

    assertThat(embedded.mode()).isEqualTo(CodeMode.EMBEDDED);
    assertThat(read(Map.of("mode", "interactive"), embedded).mode())
        .isEqualTo(CodeMode.INTERACTIVE);
    assertThat(read(Map.of("mode", "fast"), embedded)).isEqualTo(embedded);
    assertThat(refused)
        .containsExactly(
            "io.baton.code: mode must be interactive or embedded, found fast, a String; it stays"
                + " embedded");
  }

  @Test
  void pathMayBeOneDirectoryOrSeveral() {
    assertThat(read(Map.of("path", "/a"), Settings.DEFAULTS).path().directories())
        .containsExactly(Path.of("/a"));
    assertThat(read(Map.of("path", List.of("/a", "/b")), Settings.DEFAULTS).path().directories())
        .containsExactly(Path.of("/a"), Path.of("/b"));
    assertThat(read(Map.of("path", new String[] {"/a"}), Settings.DEFAULTS).path().directories())
        .containsExactly(Path.of("/a"));
  }

  @Test
  void pathThatIsNoneIsRefusedAndWhatWasInForceStays() {
    Settings before = read(Map.of("path", "/a"), Settings.DEFAULTS);

    assertThat(read(Map.of("path", "/b\0"), before)).isEqualTo(before);
    assertThat(read(Map.of("path", 1), before)).isEqualTo(before);
    assertThat(refused)
        .hasSize(2)
        .allSatisfy(why -> assertThat(why).startsWith("io.baton.code: path must be directories"));
  }

  @Test
  void misspeltPropertyIsSaid() {
    assertThat(read(Map.of("Purge.Timeout.Ms", 5), Settings.DEFAULTS)).isEqualTo(Settings.DEFAULTS);
    assertThat(refused)
        .singleElement()
        .asString()
        .startsWith("io.baton.code: there is no property Purge.Timeout.Ms");
  }

  @Test
  void formsShowTheDefaultsThatAreInForce() {
    Map<String, Object> shown = new HashMap<>();
    for (Method property : CodeConfig.class.getDeclaredMethods()) {
      shown.put(property.getName().replace('_', '.'), property.getDefaultValue());
    }

    assertThat(read(shown, Settings.DEFAULTS)).isEqualTo(Settings.DEFAULTS);
    assertThat(refused).isEmpty();
  }
}
