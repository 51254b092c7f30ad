package io.baton.process.schedule;

import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.ExitReason;
import io.baton.fixtures.Logged;
import io.baton.fixtures.Once;
import io.baton.process.NothingConverts;
import io.baton.process.Points;
import io.baton.process.ProcessSystem;
import io.baton.process.state.LocalProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes that hold all carriers, and cannot be made to give them up. */
class HeldCarriersTest {
  private static final int CARRIERS = Runtime.getRuntime().availableProcessors();

  private final Points points = new Points();
  private final ProcessSystem runtime = new ProcessSystem(new NothingConverts(), points);
  private final AtomicBoolean enough = new AtomicBoolean();

  @AfterEach
  void end() {
    enough.set(true);
    runtime.stop();
  }

  private List<LocalProcess> processes() {
    return runtime.running().stream().map(LocalProcess.class::cast).toList();
  }

  private void hold() {
    while (!enough.get()) {
      Thread.onSpinWait();
    }
  }

  private void spawnMoreThanThereAreCarriers(Once.Body body) {
    Stream.generate(() -> once(body)).limit(CARRIERS + 1L).forEach(runtime::spawn);
  }

  private final HeldCarriers held = new HeldCarriers(points, Duration.ZERO);

  private List<String> logged() {
    try (var logged = new Logged("io.baton.process")) {
      until(() -> {
        held.check(processes(), CARRIERS);
        return !reports(logged).isEmpty();
      });
      held.check(processes(), CARRIERS);
      return reports(logged);
    }
  }

  private static List<String> reports(Logged logged) {
    return logged.lines().stream().filter(line -> line.startsWith("all ")).toList();
  }

  @Test
  void processesThatComputeInCodeWithoutSafepointsAreNamedOnce() {
    spawnMoreThanThereAreCarriers(this::hold);

    assertThat(logged())
        .singleElement()
        .asString()
        .startsWith("all %d carriers are held by processes".formatted(CARRIERS))
        .contains("HeldCarriersTest.hold(");
  }

  @Test
  void theyAreAnAlarmUntilSomeCarriersAreFree() {
    spawnMoreThanThereAreCarriers(this::hold);
    Optional<String> before = held.alarm();

    List<String> logged = logged();

    assertThat(before).isEmpty();
    assertThat(held.alarm()).hasValue(logged.getFirst());
    held.someAreFree();
    assertThat(held.alarm()).isEmpty();
  }

  @Test
  void theyAreNoAlarmAnyMoreWhenOneHasGivenWay() {
    spawnMoreThanThereAreCarriers(this::hold);
    var _ = logged();

    until(() -> {
      processes().forEach(process -> process.slice().restart());
      held.check(processes(), CARRIERS);
      return held.alarm().isEmpty();
    });
  }

  @Test
  void processesInStaticInitialisersAreNamed() {
    spawnMoreThanThereAreCarriers(() -> points.initialise(this::hold));

    assertThat(logged()).singleElement().asString().contains("HeldCarriersTest.hold(");
  }

  @Test
  void processesThatWereKilledAreNamedAsSuch() {
    spawnMoreThanThereAreCarriers(this::hold);
    until(() ->
        processes().stream().filter(process -> process.slice().isOverFor(Duration.ZERO)).count()
            >= CARRIERS);

    processes().forEach(process -> runtime.exit(process.pid(), ExitReason.KILL));

    assertThat(logged()).singleElement().asString().contains(", which was ended, in ");
  }
}
