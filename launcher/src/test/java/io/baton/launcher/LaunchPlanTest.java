package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.junit.jupiter.api.Test;

class LaunchPlanTest {

  private static LaunchPlan.Bundle bundle(String artifact, int level) {
    return new LaunchPlan.Bundle(new FeatureServiceImpl().getID("g", artifact, "1"), level, "");
  }

  private static LaunchPlan configured(Map<String, Object> properties) {
    return new LaunchPlan(
        List.of(), List.of(new LaunchPlan.Configuration("", "pid", properties)), Map.of());
  }

  @Test
  void aBundleOfBothPlansIsInstalledOnceAsTheFirstPlanHasIt() {
    LaunchPlan first = new LaunchPlan(List.of(bundle("a", 1)), List.of(), Map.of("k", "1"));
    LaunchPlan second =
        new LaunchPlan(List.of(bundle("a", 9), bundle("b", 2)), List.of(), Map.of("k", "2"));

    LaunchPlan both = first.and(second);

    assertThat(both.bundles()).extracting(LaunchPlan.Bundle::startLevel).containsExactly(1, 2);
    assertThat(both.frameworkProperties()).containsEntry("k", "2");
  }

  @Test
  void givenFoldersComeBeforeTheConfiguredOnes() {
    LaunchPlan plan = configured(Map.of("path", new String[] {"m"}, "other", 1));

    LaunchPlan changed = plan.withFirst("pid", "path", List.of("x", "y"));

    Map<String, Object> properties = changed.configurations().getFirst().properties();
    assertThat(properties.get("path")).isEqualTo(new String[] {"x", "y", "m"});
    assertThat(properties).containsEntry("other", 1);
  }

  @Test
  void givenFoldersMakeAConfigurationWhereThereIsNone() {
    LaunchPlan changed = configured(Map.of()).withFirst("another", "path", List.of("x"));

    assertThat(changed.configurations())
        .extracting(LaunchPlan.Configuration::name)
        .containsExactly("pid", "another");
  }

  @Test
  void noGivenFolderChangesNothing() {
    LaunchPlan plan = configured(Map.of("path", new String[] {"m"}));

    assertThat(plan.withFirst("pid", "path", List.of())).isEqualTo(plan);
  }
}
