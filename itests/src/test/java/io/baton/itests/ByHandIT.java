package io.baton.itests;

import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.DeleteResult;
import io.baton.api.code.ModuleStatus;
import io.baton.api.code.ModuleUnavailableException;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.itests.Modules.Vsn;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;
import org.osgi.framework.Bundle;

/** What one does with bundles, Baton does with modules. */
public class ByHandIT extends CounterTest {
  @Test
  public void startingABundleLoadsItsModule() throws Exception {
    Vsn alpha = code.qualified("alpha", Vsn.class);

    Bundle one = start(Modules.alpha(1));

    assertThat(alpha.vsn()).isEqualTo(1);
    assertThat(codeStatus.isLoaded("alpha").orElseThrow().location()).isEqualTo(one.getLocation());
  }

  @Test
  public void startingASecondBundleMakesItCurrentAndTheFirstOld() throws Exception {
    Vsn alpha = code.qualified("alpha", Vsn.class);
    start(Modules.alpha(1));
    int before = alpha.vsn();

    start(Modules.alpha(2));

    assertThat(before).isEqualTo(1);
    assertThat(alpha.vsn()).isEqualTo(2);
    assertThat(old("alpha")).isEqualTo("1.0.0");
  }

  @Test
  public void installingABundleChangesNothingUntilItIsStarted() throws Exception {
    load(Modules.alpha(1));

    Bundle two = context.installBundle("by-hand", Modules.alpha(2).stream());

    assertThat(current("alpha")).isEqualTo("1.0.0");
    two.start();
    assertThat(current("alpha")).isEqualTo("2.0.0");
  }

  @Test
  public void callsOfAStoppedBundleWaitForItAndThenSayWhatIsMissing() throws Exception {
    boundGaps(Duration.ofMillis(100));
    Vsn alpha = code.qualified("alpha", Vsn.class);
    Bundle one = start(Modules.alpha(1));

    one.stop();

    assertThatThrownBy(alpha::vsn)
        .isInstanceOf(ModuleUnavailableException.class)
        .hasMessageContaining("alpha 1.0.0")
        .hasMessageContaining(one.getLocation())
        .hasMessageContaining("is stopped");
    assertThat(current("alpha")).isEqualTo("1.0.0");
    assertThat(old("alpha")).isEmpty();
    one.start();
    assertThat(alpha.vsn()).isEqualTo(1);
  }

  @Test
  public void deletingTheModuleOfAStoppedBundleMakesItsCallsUndefinedAtOnce() throws Exception {
    Vsn alpha = code.qualified("alpha", Vsn.class);
    start(Modules.alpha(1)).stop();

    assertThat(codeLoader.delete("alpha")).isInstanceOf(DeleteResult.Deleted.class);

    assertThatThrownBy(alpha::vsn)
        .isExactlyInstanceOf(UndefinedFunctionException.class)
        .hasMessageContaining("not loaded");
    assertThat(old("alpha")).isEqualTo("1.0.0");
  }

  @Test
  public void processesOfAStoppedBundleGoOn() throws Exception {
    Bundle one = start(Modules.counter(2));
    Pid counter = startCounter();

    one.stop();
    send(counter, "hello");

    assertThat(await(String.class)).isEqualTo("2:0");
  }

  /** It has no caller that waits for it, so it waits itself. */
  @Test
  public void aProcessWhoseNextCallIsOfAStoppedBundleWaitsForIt() throws Exception {
    boundGaps(Duration.ofMillis(1));
    Bundle one = start(Modules.counter(2));
    Pid counter = startCounter();

    one.stop();
    send(counter, "hello");
    send(counter, "again");
    assertThat(await(String.class)).isEqualTo("2:0");
    boolean before = isAlive(counter);
    one.start();

    assertThat(await(String.class)).isEqualTo("ready");
    assertThat(await(String.class)).isEqualTo("2:1");
    assertThat(before).isTrue();
  }

  @Test
  public void aProcessWhoseNextCallIsUndefinedEndsWithThatReason() throws Exception {
    start(Modules.counter(2));
    Pid counter = startCounter();
    monitor(counter);

    codeLoader.delete("counter");
    send(counter, "hello");

    ExitReason reason = await(Down.class).reason();
    assertThat(reason).isInstanceOf(ExitReason.Failed.class);
    assertThat(((ExitReason.Failed) reason).type())
        .isEqualTo(UndefinedFunctionException.class.getName());
    assertThat(reason.toString()).contains("counter:loop");
  }

  @Test
  public void startingAStoppedBundleAgainTakesTheSameCodeBack() throws Exception {
    Bundle one = start(Modules.counter(2));
    ModuleVersion before = codeStatus.isLoaded("counter").orElseThrow();
    Pid counter = startCounter();

    one.stop();
    one.start();

    ModuleVersion after = codeStatus.isLoaded("counter").orElseThrow();
    assertThat(after.number()).isEqualTo(before.number());
    assertThat(old("counter")).isEmpty();
    assertThat(ask(counter)).isEqualTo("2:0");
    assertThat(ask(counter)).isEqualTo("2:1");
  }

  @Test
  public void stoppingTheCurrentBundleLeavesTheOldVersionAndItsProcesses() throws Exception {
    load(Modules.counter(1));
    Pid inOne = startCounter();
    Bundle two = start(Modules.counter(2));

    two.stop();
    two.start();

    assertThat(current("counter")).isEqualTo("2.0.0");
    assertThat(old("counter")).isEqualTo("1.0.0");
    assertThat(ask(inOne)).isEqualTo("1:0");
    assertThat(ask(inOne)).isEqualTo("2:0");
  }

  @Test
  public void stoppingAndStartingTheOldBundleByHandMakesItCurrent() throws Exception {
    Vsn alpha = code.qualified("alpha", Vsn.class);
    Bundle one = start(Modules.alpha(1));
    ModuleVersion first = codeStatus.isLoaded("alpha").orElseThrow();
    start(Modules.alpha(2));

    one.stop();
    one.start();

    assertThat(alpha.vsn()).isEqualTo(1);
    assertThat(codeStatus.isLoaded("alpha").orElseThrow().number()).isEqualTo(first.number());
    assertThat(old("alpha")).isEqualTo("2.0.0");
  }

  /** The table of modules changes in one step: a reader always finds both versions. */
  @Test
  public void noReaderMissesAVersionWhileTheOldOneIsTakenBack() throws Exception {
    Bundle one = start(Modules.alpha(1));
    Bundle two = start(Modules.alpha(2));
    var over = new AtomicBoolean();
    var looks = new FutureTask<>(() -> versionsSeen(over));
    Thread.ofPlatform().name("reader").start(looks);

    for (int round = 0; round < 20; round++) {
      one.stop();
      one.start();
      two.stop();
      two.start();
    }

    over.set(true);
    assertThat(looks.get()).containsExactlyInAnyOrder("2.0.0, then 1.0.0", "1.0.0, then 2.0.0");
  }

  private Set<String> versionsSeen(AtomicBoolean over) {
    Set<String> seen = new TreeSet<>();
    while (!over.get()) {
      List<ModuleStatus> status = codeStatus.status();
      seen.add(
          status.stream()
              .flatMap(module -> Stream.concat(module.current().stream(), module.old().stream()))
              .map(ModuleVersion::version)
              .collect(Collectors.joining(", then ")));
    }
    return seen;
  }

  @Test
  public void anOldBundleThatStopsForAMomentStaysOld() throws Exception {
    Bundle one = start(Modules.counter(1));
    Pid counter = startCounter();
    start(Modules.counter(2));

    one.stop(Bundle.STOP_TRANSIENT);
    one.start();

    assertThat(current("counter")).isEqualTo("2.0.0");
    assertThat(old("counter")).isEqualTo("1.0.0");
    assertThat(ask(counter)).isEqualTo("1:0");
  }

  @Test
  public void anOlderBundleIsLoadedOnlyIfItIsStoppedAndStartedByHand() throws Exception {
    Vsn alpha = code.qualified("alpha", Vsn.class);
    start(Modules.alpha(2));
    start(Modules.alpha(10));

    Bundle three = start(Modules.alpha(3));
    int newest = alpha.vsn();
    three.stop();
    three.start();

    assertThat(newest).isEqualTo(10);
    assertThat(alpha.vsn()).isEqualTo(3);
    assertThat(old("alpha")).isEqualTo("10.0.0");
  }

  @Test
  public void stoppingTheOldBundleDoesNothingToItsModule() throws Exception {
    Bundle one = start(Modules.counter(1));
    Pid counter = startCounter();
    load(Modules.counter(2));

    one.stop();

    assertThat(current("counter")).isEqualTo("2.0.0");
    assertThat(old("counter")).isEqualTo("1.0.0");
    assertThat(ask(counter)).isEqualTo("1:0");
    assertThat(ask(counter)).isEqualTo("2:0");
  }
}
