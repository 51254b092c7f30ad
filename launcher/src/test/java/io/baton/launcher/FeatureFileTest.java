package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureFileTest {
  private static final String HEAD =
      """
      "feature-resource-version": "1.0", "id": "g:feature:1",
      """;

  @TempDir Path folder;

  private LaunchPlan read(String members) throws IOException, LaunchException {
    Path file = Files.writeString(folder.resolve("f.json"), "{" + HEAD + members + "}");
    return FeatureFile.read(file, Map.of("baton.home", "/b"));
  }

  @Test
  void bundlesKeepTheirOrderAndTheirStartLevels() throws Exception {
    LaunchPlan plan =
        read(
            """
            "bundles": [
              {"id": "g:b:1.0", "bundleStartLevel": 3, "contextLoaderOf": "x.y"},
              {"id": "g:a:2.0"}
            ]
            """);

    assertThat(plan.bundles().get(0).id()).hasToString("g:b:1.0");
    assertThat(plan.bundles().get(0).startLevel()).isEqualTo(3);
    assertThat(plan.bundles().get(0).contextLoaderOf()).isEqualTo("x.y");
    assertThat(plan.bundles().get(1).id()).hasToString("g:a:2.0");
    assertThat(plan.bundles().get(1).startLevel()).isEqualTo(10);
  }

  @Test
  void configurationsHaveTheirTypesAndVariables() throws Exception {
    LaunchPlan plan =
        read(
            """
            "configurations": {
              "a.pid": {"path:String[]": ["${baton.home}/modules", "x"], "n:Integer": 5},
              "a.factory~one": {"s": "t"}
            }
            """);

    LaunchPlan.Configuration single = plan.configurations().get(0);
    LaunchPlan.Configuration factory = plan.configurations().get(1);
    assertThat(single.factoryPid()).isEmpty();
    assertThat(single.name()).isEqualTo("a.pid");
    assertThat(single.properties().get("path")).isEqualTo(new String[] {"/b/modules", "x"});
    assertThat(single.properties()).containsEntry("n", 5);
    assertThat(factory.factoryPid()).isEqualTo("a.factory");
    assertThat(factory.name()).isEqualTo("one");
  }

  @Test
  void frameworkPropertiesComeFromTheirExtension() throws Exception {
    LaunchPlan plan =
        read(
            """
            "variables": {"level": "2"},
            "extensions": {"framework-launching-properties": {
              "kind": "mandatory", "type": "json", "json": {"ds.loglevel": "${level}", "n": 3}}}
            """);

    assertThat(plan.frameworkProperties())
        .containsExactlyInAnyOrderEntriesOf(Map.of("ds.loglevel", "2", "n", "3"));
  }

  @Test
  void aVariableOfTheLauncherWinsOverTheDefaultOfTheFeature() throws Exception {
    LaunchPlan plan =
        read(
            """
            "variables": {"baton.home": "/default", "unused": null},
            "configurations": {"p": {"h": "${baton.home}"}}
            """);

    assertThat(plan.configurations().getFirst().properties()).containsEntry("h", "/b");
  }

  @Test
  void aMissingVariableIsAnErrorThatNamesTheFile() {
    assertThatThrownBy(() ->
            read(
                """
                "variables": {"nobody": null}, "configurations": {"p": {"h": "${nobody}"}}
                """))
        .isInstanceOf(LaunchException.class)
        .hasMessageContainingAll("f.json", "${nobody} has no value");
  }

  @Test
  void aMandatoryExtensionThatIsNotUnderstoodIsAnError() {
    assertThatThrownBy(() ->
            read(
                """
                "extensions": {"magic": {"kind": "mandatory", "type": "text", "text": ["x"]}}
                """))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("mandatory extension not understood: magic");
  }

  @Test
  void anOptionalExtensionIsPassedOver() throws Exception {
    LaunchPlan plan =
        read(
            """
            "extensions": {"magic": {"kind": "optional", "type": "text", "text": ["x"]}}
            """);

    assertThat(plan.frameworkProperties()).isEmpty();
  }

  @Test
  void aStartLevelThatIsNoneIsAnError() {
    assertThatThrownBy(() -> read("\"bundles\": [{\"id\": \"g:a:1\", \"bundleStartLevel\": 0}]"))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("bundleStartLevel of g:a:1 must be a number of at least 1, was 0");
  }

  @Test
  void whatIsNoJsonIsAnErrorThatNamesTheFile() {
    assertThatThrownBy(() -> read("oops"))
        .isInstanceOf(LaunchException.class)
        .hasMessageStartingWith("feature file ")
        .hasMessageContaining("f.json");
  }

  @Test
  void aMisspeltMemberIsAnErrorThatNamesIt() {
    assertThatThrownBy(() -> read("\"bundels\": []"))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining(
            "f.json: \"bundels\" is not a member of a feature; there are SCM, bundles");
  }

  @Test
  void aMemberThatOccursTwiceIsAnError() {
    assertThatThrownBy(() -> read("\"bundles\": [], \"bundles\": []"))
        .isInstanceOf(LaunchException.class)
        .hasMessageContainingAll("f.json", "Duplicate key 'bundles'");
  }

  @Test
  void aMemberOfAnotherTypeIsAnErrorThatNamesIt() {
    assertThatThrownBy(() -> read("\"bundles\": {}"))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("\"bundles\" must be of type array, was {}");
  }

  @Test
  void aBundleWithoutAnIdIsAnErrorThatShowsIt() {
    assertThatThrownBy(() -> read("\"bundles\": [17]"))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("or an object with one, was 17");
  }

  @Test
  void aFeatureOfAnotherFormatIsAnError() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("f.json"), "{\"feature-resource-version\": \"9.0\", \"id\": \"g:a:1\"}");

    assertThatThrownBy(() -> FeatureFile.read(file, Map.of()))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("feature-resource-version must be 1.x, was 9.0");
  }

  @Test
  void aFeatureWithoutAnIdIsAnError() throws Exception {
    Path file = Files.writeString(folder.resolve("f.json"), "{}");

    assertThatThrownBy(() -> FeatureFile.read(file, Map.of()))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("it has no \"id\"");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> FeatureFile.read(folder.resolve("none.json"), Map.of()))
        .isInstanceOf(LaunchException.class)
        .hasMessageEndingWith("none.json does not exist");
  }
}
