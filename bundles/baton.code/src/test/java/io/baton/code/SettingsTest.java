package io.baton.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.CodeMode;
import io.baton.code.artifact.ArchiveBounds;
import io.baton.code.loading.ThirdVersion;
import io.baton.code.loading.ThirdVersion.Choice;
import io.baton.code.purging.KillRules;
import io.baton.code.version.Names;
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
import org.junit.jupiter.params.provider.ValueSource;

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

    assertThat(settings.waits().patience()).isEqualTo(Duration.ofMillis(300));
    assertThat(settings.waits().gapBound()).isZero();
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
  void withoutKeyStoreModulesNeedNoSignature() {
    assertThat(read(Map.of("path", "/a"), Settings.DEFAULTS).trusted()).isEmpty();
  }

  @Test
  void keyStoreThatIsNoneTrustsNoKeyUnlessOneWasInForce() {
    Settings wrong = read(Map.of("trust.keystore", ""), Settings.DEFAULTS);
    Settings before =
        read(Map.of("trust.keystore", "/keys.p12", ".trust.password", "x"), Settings.DEFAULTS);

    assertThat(wrong.trusted().orElseThrow().fault(Path.of("m.jar"))).isPresent();
    assertThat(read(Map.of("trust.keystore", 5), before)).isEqualTo(before);
    assertThat(refused)
        .containsExactly(
            "io.baton.code: trust.keystore must be the file of a key store, found , a String; it"
                + " stays no key is trusted",
            "io.baton.code: trust.keystore must be the file of a key store, found 5, a Integer; it"
                + " stays /keys.p12");
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
  void policyOfAThirdVersionIsRead() {
    Settings settings =
        read(
            Map.of(
                "third.version",
                "wait",
                "third.version.wait.ms",
                250,
                "third.version.then",
                "purge"),
            Settings.DEFAULTS);

    assertThat(settings.thirdVersion())
        .isEqualTo(new ThirdVersion(Choice.WAIT, Duration.ofMillis(250), Choice.PURGE));
    assertThat(refused).isEmpty();
    assertThat(read(Map.of("third.version.then", "wait"), settings).thirdVersion().then())
        .isEqualTo(Choice.PURGE);
    assertThat(refused)
        .containsExactly(
            "io.baton.code: third.version.then must be refuse or purge, found wait, a String; it"
                + " stays purge");
  }

  @Test
  void namesMayBeSparedAndSticky() {
    Settings settings =
        read(
            Map.of(
                "sticky", List.of("ledger", "core_*"),
                "sticky.directories", "/a",
                "purge.kills", "asked",
                "purge.spares.modules", "ledger",
                "purge.spares.processes", new String[] {"http-*"}),
            Settings.DEFAULTS);

    assertThat(settings.sticky().modules().contains("core_one")).isTrue();
    assertThat(settings.sticky().modules().contains("score_one")).isFalse();
    assertThat(settings.sticky().directories().directories()).containsExactly(Path.of("/a"));
    assertThat(settings.kills())
        .isEqualTo(
            new KillRules(
                KillRules.Kills.ASKED, new Names(List.of("ledger")), new Names(List.of("http-*"))));
    assertThat(refused).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sticky", "sticky.directories", "purge.spares.modules", "purge.spares.processes"})
  void nameThatIsNoneIsRefusedAndWhatWasInForceStays(String property) {
    Settings before = read(Map.of(property, "a"), Settings.DEFAULTS);

    assertThat(read(Map.of(property, List.of("b", "\0")), before)).isEqualTo(before);
    assertThat(read(Map.of(property, List.of(1)), before)).isEqualTo(before);
    assertThat(refused)
        .hasSize(2)
        .allSatisfy(why ->
            assertThat(why).startsWith("io.baton.code: " + property + " must be ").endsWith(" a"));
  }

  @Test
  void archiveBoundsAreRead() {
    Settings settings =
        read(
            Map.of(
                "archive.entry.mb", 1,
                "archive.total.mb", 2,
                "archive.entries", 3,
                "archive.ratio", 4),
            Settings.DEFAULTS);

    assertThat(settings.archives()).isEqualTo(new ArchiveBounds(1 << 20, 2L << 20, 3, 4));
    assertThat(read(Map.of("archive.entries", 0), settings).archives().entries()).isEqualTo(3);
  }

  @Test
  void whatIsInForceIsSaidForEachProperty() {
    Settings settings =
        read(Map.of("purge.kills", "asked", "gap.timeout.ms", -1), Settings.DEFAULTS);

    assertThat(settings.texts())
        .containsEntry("purge.kills", "asked")
        .containsEntry("gap.timeout.ms", "4000")
        .containsEntry("third.version", "refuse")
        .doesNotContainKey(".trust.password")
        .hasSize(CodeConfig.class.getDeclaredMethods().length - 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"third.versions", "sticky.dirs", "purge.spares", "archive.max"})
  void unknownPropertyOfAKnownKindIsSaid(String name) {
    assertThat(read(Map.of(name, "a"), Settings.DEFAULTS)).isEqualTo(Settings.DEFAULTS);
    assertThat(refused)
        .singleElement()
        .asString()
        .startsWith("io.baton.code: there is no property " + name);
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
