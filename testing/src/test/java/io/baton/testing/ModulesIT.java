package io.baton.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.baton.api.code.Code;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.LoadResult;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.embedded.Baton;
import io.baton.testing.Counters.Counter;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@BatonTest
class ModulesIT {
  private static final ModuleJar FIRST = ModuleJar.of(Counters.First.class, "1.0.0");
  private static final ModuleJar SECOND = ModuleJar.of(Counters.Second.class, "2.0.0");

  @Test
  void aVersionIsMadeOfAClassOfTheTests(Modules modules) {
    modules.load(FIRST);

    assertThat(modules.view("counter", Counter.class).next()).isEqualTo(1);
    assertThat(FIRST).hasToString("counter 1.0.0");
  }

  @Test
  void anUpgradeUnderLoadLosesNothing(Modules modules) {
    modules.load(FIRST);
    Counter counter = modules.view("counter", Counter.class);
    try (LoadDriver load = LoadDriver.start(4, counter::next)) {
      load.awaitAnswers(100);

      modules.load(SECOND);

      load.awaitAnswers(100);
      load.stop().assertAllAnswered();
    }
    assertThat(counter.version()).isEqualTo("second");
    modules.assertNoneLingers("counter");
    modules.assertOldUnloads("counter");
  }

  @Test
  void eachTestFindsNoModuleOfTheOneBefore(CodeStatus status) {
    assertThat(status.status()).isEmpty();
  }

  @RepeatedTest(2)
  void aProcessThatATestLeavesIsEndedBeforeTheNext() {
    Pid waiting = Processes.spawn(() -> Processes.receive(Thread.class));

    Processes.register("waiting", waiting);

    assertThat(Processes.whereis("waiting")).contains(waiting);
  }

  @Test
  void parametersAreBatonAndItsServices(Baton baton, Code code, Modules modules) {
    assertThat(code).isSameAs(baton.code());
    assertThat(modules).isNotNull();
  }

  @Test
  void aReplyThatIsLostIsFoundAndWhereItIsAwaited(Modules modules) {
    modules.load(ModuleJar.of(Counters.Forgetful.class, "1.0.0"));
    Counter counter = modules.view("counter", Counter.class);
    try (LoadDriver load = LoadDriver.start(2, counter::next)) {
      awaitLost(2, load);
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> load.awaitAnswers(10_000, Duration.ofMillis(500)))
          .withMessageStartingWith("expected 10,000 more requests to be answered within PT0.5S");

      LoadReport report = load.stop(Duration.ofMillis(100));

      assertThat(report.lost()).hasSize(2);
      assertThat(report.requests()).isEqualTo(report.answers() + 2);
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(report::assertAllAnswered)
          .withMessageContaining("2 wait for a reply")
          .withMessageContaining("load-1 waits at")
          .withMessageContaining("Counters$Forgetful.next(Counters.java@1.0.0#");
    }
  }

  @Test
  void aRequestThatFailsIsCountedAndTheFirstIsTheCause(Modules modules) {
    modules.load(ModuleJar.of(Counters.Failing.class, "1.0.0"));
    Counter counter = modules.view("counter", Counter.class);
    try (LoadDriver load = LoadDriver.start(2, counter::next)) {
      load.awaitAnswers(300);

      LoadReport report = load.stop();

      assertThat(report.failures()).isPositive();
      assertThat(report.lost()).isEmpty();
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(report::assertAllAnswered)
          .withMessageContaining("(first: java.lang.IllegalStateException: no number ")
          .withCauseInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aRefusedLoadIsAsserted(Modules modules) {
    ModuleJar broken = ModuleJar.of(Counters.Broken.class, "2.0.0");
    modules.load(FIRST);

    LoadResult.OnLoadFailure refused =
        modules.assertRefused(broken, LoadResult.OnLoadFailure.class);

    assertThat(refused.why()).contains("no database");
    assertThat(modules.view("counter", Counter.class).version()).isEqualTo("first");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> modules.load(broken))
        .withMessageStartingWith(
            "expected counter 2.0.0 to be loaded, but the load is refused (on_load_failure)");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> modules.assertRefused(SECOND, LoadResult.NotPurged.class))
        .withMessage(
            "expected the load of counter 2.0.0 to be refused with NotPurged, found it is current");
  }

  @Test
  void aProcessThatStaysInTheOldVersionIsNamed(Modules modules) {
    modules.load(ModuleJar.of(Counters.Forgetful.class, "1.0.0"));
    Counter counter = modules.view("counter", Counter.class);
    try (LoadDriver load = LoadDriver.start(1, counter::next)) {
      awaitLost(1, load);

      modules.load(SECOND);

      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> modules.within(Duration.ofMillis(50)).assertNoneLingers("counter"))
          .withMessageStartingWith(
              "expected no process in the old version of counter after PT0.05S")
          .withMessageContaining("in counter 1.0.0 at io.baton.testing.Counters$Forgetful.next")
          .withMessageContaining("it continues with a call through the module's name");
    }
  }

  /** Waits until each thread has sent the request that a forgetful counter does not answer. */
  private static void awaitLost(int threads, LoadDriver load) {
    boolean isLost = false;
    while (!isLost) {
      long answers = load.now().answers();
      isLost =
          answers == 99L * threads
              && load.now().lost().stream().allMatch(waiting -> isIn("Forgetful.next", waiting));
      Thread.onSpinWait();
    }
  }

  private static boolean isIn(String function, LoadReport.Waiting waiting) {
    return waiting.where().stream().anyMatch(frame -> frame.contains(function));
  }

  @Test
  void aVersionThatIsHeldInMemoryIsFoundWithThePath(Modules modules) {
    modules.load(ModuleJar.of(Counters.Leaking.class, "1.0.0"));
    modules.view("counter", Counter.class).next();
    modules.load(SECOND);
    try {
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> modules.assertOldUnloads("counter"))
          .withMessageStartingWith(
              "expected the class loader of counter 1.0.0 to be gone after its purge")
          .withMessageContaining("java.lang.System.props")
          .withMessageContaining("java.util.ArrayList");
    } finally {
      System.getProperties().remove("io.baton.testing");
    }
  }

  @Test
  void unloadingNeedsAnOldVersion(Modules modules) {
    modules.load(FIRST);

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> modules.assertOldUnloads("counter"))
        .withMessageContaining("found none: load a second one before");
  }

  @Test
  void aClassThatIsNoModuleIsRefusedWithTheReason() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModuleJar.of(Counters.NoComponent.class, "1.0.0"))
        .withMessageContaining("it needs both annotations, @Component and @Module");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModuleJar.of(String.class, "1.0.0"))
        .withMessageContaining("it comes from no file");
  }
}
