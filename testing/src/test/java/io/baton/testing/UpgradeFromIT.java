package io.baton.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.baton.embedded.Baton;
import io.baton.testing.Counters.Counter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs classes of tests as a user's build does. */
class UpgradeFromIT {
  @TempDir Path releases;

  @BeforeEach
  void aProjectWithAReleasedVersion() throws IOException {
    Files.copy(ModuleJar.of(Counters.First.class, "1.0.0").file(), releases.resolve("1.0.0.jar"));
    System.setProperty(Releases.PROPERTY, releases.toString());
    System.setProperty(
        ProjectModule.PROPERTY, ModuleJar.of(Counters.Second.class, "2.0.0").file().toString());
  }

  @AfterEach
  void noProject() {
    System.clearProperty(Releases.PROPERTY);
    System.clearProperty(ProjectModule.PROPERTY);
  }

  @BatonTest
  static class CounterUpgrade {
    @UpgradeFrom("1.0.0")
    void bothVersionsServe(Upgrade upgrade) {
      upgrade.loadFrom();
      Counter counter = upgrade.view(Counter.class);
      long before = counter.next();

      upgrade.loadTo();

      assertThat(List.of(before, counter.next())).containsAnyOf(1L, 1_001L).doesNotHaveDuplicates();
      upgrade.assertStateFits();
      upgrade.assertNoneLingers();
      upgrade.assertFromUnloads();
    }
  }

  @Test
  void aTestIsRunUpAndDown() {
    EngineExecutionResults results = run(CounterUpgrade.class);

    results.testEvents().assertStatistics(events -> events.succeeded(2).failed(0));
    assertThat(names(results)).containsExactly("up, 1.0.0 -> built", "down, built -> 1.0.0");
  }

  @BatonTest
  static class MissingRelease {
    @UpgradeFrom({"0.9.0", "1.0.0"})
    void loads(Upgrade upgrade) {
      upgrade.loadFrom();
      upgrade.loadTo();
    }
  }

  @Test
  void aReleasedVersionThatIsMissingFailsItsTestsOnly() {
    EngineExecutionResults results = run(MissingRelease.class);

    results.testEvents().assertStatistics(events -> events.succeeded(2).failed(2).skipped(0));
    assertThat(failures(results))
        .allMatch(message ->
            message.contains("expected the released version 0.9.0 in " + releases)
                && message.contains("io.baton:baton-maven-plugin:releases"));
  }

  @BatonTest
  static class LosesReplies {
    @UpgradeFrom("1.0.0")
    void noReplyIsLost(Upgrade upgrade) {
      upgrade.loadFrom();
      try (LoadDriver load = LoadDriver.start(2, upgrade.view(Counter.class)::next)) {
        load.awaitAnswers(50);
        upgrade.loadTo();
        load.awaitAnswers(1_000);
        load.stop().assertAllAnswered();
      }
    }
  }

  @Test
  void anUpgradeToAVersionThatLosesRepliesFails() {
    System.setProperty(
        ProjectModule.PROPERTY, ModuleJar.of(Counters.Failing.class, "2.0.0").file().toString());

    EngineExecutionResults results = run(LosesReplies.class);

    results.testEvents().assertStatistics(events -> events.failed(2));
    assertThat(failures(results))
        .allMatch(message -> message.startsWith("expected each request to be answered; of "));
  }

  @BatonTest(shared = "io.baton.testing")
  static class Shared {
    @Test
    void aServiceOfThePackageIsFound(Baton baton) {
      Counter counter = new Counters.First();
      baton.context().registerService(Counter.class, counter, null);

      assertThat(baton.service(Counter.class)).isSameAs(counter);
    }
  }

  @Test
  void anotherClassMayShareOtherPackages() {
    EngineExecutionResults results =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(CounterUpgrade.class), selectClass(Shared.class))
            .execute();

    results.testEvents().assertStatistics(events -> events.succeeded(3).failed(0));
  }

  private static EngineExecutionResults run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests)).execute();
  }

  private static List<String> names(EngineExecutionResults results) {
    return results
        .testEvents()
        .started()
        .map(event -> event.getTestDescriptor().getDisplayName())
        .toList();
  }

  private static List<String> failures(EngineExecutionResults results) {
    return results
        .testEvents()
        .failed()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .map(result -> result.getThrowable().orElseThrow().getMessage())
        .toList();
  }
}
