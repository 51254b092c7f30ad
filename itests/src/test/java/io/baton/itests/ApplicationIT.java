package io.baton.itests;

import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.application.ApplicationInfo.State;
import io.baton.api.application.Applications;
import io.baton.api.application.EnsureAllResult;
import io.baton.api.application.StartResult;
import io.baton.api.application.StopResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.Source;
import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;
import org.osgi.framework.Bundle;

/** What becomes of applications while they run. */
public class ApplicationIT extends ApplicationTest {
  private static final int ROUNDS = Integer.getInteger("baton.application.rounds", 20);

  @Test
  public void itsModulesAreLoadedItsStartFunctionIsCalledAndItsStopAfterTheRoot() throws Exception {
    isReader();
    onPath(waiting("shop", 1));
    onPath(Modules.alpha(1));
    configure(
        "shop",
        Map.of("modules", new String[] {"alpha"}, "arguments", new String[] {"one", "two"}));

    Pid root = root(applications.start("shop"));
    StartResult again = applications.start("shop");
    var ref = monitor(root);
    StopResult stopped = applications.stop("shop");
    StopResult twice = applications.stop("shop");

    assertThat(await(String.class)).isEqualTo("shop 1 start [one, two]");
    assertThat(current("alpha")).isEqualTo("1.0.0");
    assertThat(again).isEqualTo(new StartResult.AlreadyStarted("shop"));
    assertThat(stopped).isEqualTo(new StopResult.Ok("shop"));
    assertThat(twice).isEqualTo(new StopResult.NotStarted("shop"));
    assertThat(await(Down.class)).isEqualTo(new Down(ref, root, ExitReason.SHUTDOWN));
    assertThat(await(String.class)).isEqualTo("shop 1 prep_stop");
    assertThat(await(String.class)).isEqualTo("shop 1 stop");
    assertThat(current("shop")).isEqualTo("1.0.0");
    isNoReader();
  }

  /** As in Erlang: a new version of the module changes nothing, and is called at the stop. */
  @Test
  public void anUpgradeOfItsModuleLeavesItAndItsStopIsThatOfTheNewVersion() throws Exception {
    isReader();
    load(waiting("shop", 1));
    configure("shop");
    Pid root = root(applications.start("shop"));
    assertThat(await(String.class)).isEqualTo("shop 1 start []");
    Pid master = running("shop").master();

    load(waiting("shop", 2));
    send(root, "go on");
    softPurgeAsSoonAsUnused("shop");

    assertThat(running("shop").root()).isEqualTo(root);
    assertThat(running("shop").master()).isEqualTo(master);
    assertThat(applications.stop("shop")).isInstanceOf(StopResult.Ok.class);
    assertThat(List.of(await(String.class), await(String.class)))
        .containsExactly("shop 2 prep_stop", "shop 2 stop");
    isNoReader();
  }

  @Test
  public void aPurgeThatKillsTheRootEndsIt() throws Exception {
    load(waiting("shop", 1));
    configure("shop");
    awaitReceive(root(applications.start("shop")));

    load(waiting("shop", 2));
    var _ = codeLoader.purge("shop");

    until(() -> state("shop").equals(new State.Ended(ExitReason.KILLED)));
    assertThat(codeLoader.softPurge("shop")).isInstanceOf(SoftPurgeResult.NoOldVersion.class);
    assertThat(root(applications.start("shop"))).isNotNull();
  }

  @Test
  public void aDeleteOfItsModuleLeavesItRunningUntilAPurge() throws Exception {
    load(waiting("shop", 1));
    configure("shop");
    Pid root = root(applications.start("shop"));
    awaitReceive(root);

    var _ = codeLoader.delete("shop");
    boolean isAliveAfterwards = isAlive(root);
    StopResult stopped = applications.stop("shop");

    assertThat(isAliveAfterwards).isTrue();
    assertThat(stopped).isEqualTo(new StopResult.Ok("shop"));
    assertThat(isAlive(root)).isFalse();
  }

  @Test
  public void aKilledMasterTakesItsRootWithIt() throws Exception {
    isReader();
    load(waiting("shop", 1));
    configure("shop");
    Pid root = root(applications.start("shop"));
    assertThat(await(String.class)).isEqualTo("shop 1 start []");

    exit(running("shop").master(), ExitReason.KILL);

    until(() -> state("shop").equals(new State.Ended(ExitReason.KILLED)));
    assertThat(isAlive(root)).isFalse();
    assertThat(List.of(await(String.class), await(String.class)))
        .containsExactly("shop 1 prep_stop", "shop 1 stop");
    isNoReader();
  }

  @Test
  public void itRunsOnWithoutItsConfiguration() throws Exception {
    load(waiting("shop", 1));
    configure("shop");
    Pid root = root(applications.start("shop"));

    configured.removeLast().delete();
    until(() -> applications.start("shop") instanceof StartResult.AlreadyStarted);

    assertThat(isAlive(root)).isTrue();
    assertThat(applications.stop("shop")).isEqualTo(new StopResult.Ok("shop"));
    until(() -> applications.info("shop").isEmpty());
  }

  private Bundle own(String name) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> name.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  /** Promise 11: its bundle, and those that it needs. */
  @Test
  public void aRestartOfBatonsBundlesLeavesItRunningAndWhatWasStoppedStopped() throws Exception {
    load(waiting("shop", 1));
    load(waiting("db", 1));
    configure("shop", Map.of("boot", true));
    configure("db", Map.of("boot", true));
    Pid root = running("shop").root();
    running("db");
    assertThat(applications.stop("db")).isInstanceOf(StopResult.Ok.class);

    for (String name :
        List.of("baton.application", "baton.code", "baton.process", "org.apache.felix.scr")) {
      own(name).stop();
      own(name).start();
      configureTheCodePath();
      applications = configured(Applications.class, Map.of());
      until(() -> applications.info("shop").isPresent());

      assertThat(running("shop").root()).as(name).isEqualTo(root);
      assertThat(state("db")).as(name).isEqualTo(new State.Stopped());
    }

    assertThat(applications.stop("shop")).isEqualTo(new StopResult.Ok("shop"));
    assertThat(isAlive(root)).isFalse();
    assertThat(root(applications.start("db"))).isNotNull();
  }

  /** Each start and stop has an answer, and afterwards the state is that of the processes. */
  @Test
  public void startsStopsKillsAndLoadsAtTheSameTimeEndInAKnownState() throws Exception {
    load(waiting("shop", 1));
    load(waiting("db", 1));
    configure("db");
    configure("shop", "db");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < ROUNDS; i++) {
        List<Callable<Object>> all =
            List.of(
                () -> applications.ensureAllStarted("shop"),
                () -> applications.start("shop"),
                () -> applications.start("db"),
                () -> applications.stop("db"),
                () -> applications.stop("shop"),
                () -> applications.ensureAllStarted("shop"),
                this::killTheRootOfDb,
                () -> codeLoader.reload(new Source.InFile("db", waiting("db", 1).in(work()))));
        for (Future<Object> one : threads.invokeAll(all)) {
          assertThat(one.get()).isNotNull();
        }
        settleAndCheck();
      }
    }
  }

  private Object killTheRootOfDb() {
    if (applications.info("db").orElseThrow().state() instanceof State.Running running) {
      exit(running.root(), ExitReason.KILL);
    }
    return "killed";
  }

  private void settleAndCheck() {
    for (String name : List.of("db", "shop")) {
      until(() -> isSettled(name));
      if (state(name) instanceof State.Running(Pid master, Pid root, _)) {
        assertThat(List.of(isAlive(master), isAlive(root))).containsOnly(true);
      }
    }
    assertThat(applications.ensureAllStarted("shop")).isInstanceOf(EnsureAllResult.Ok.class);
    assertThat(processes.living().stream().filter(one -> one.title().startsWith("application ")))
        .hasSize(2);
  }

  /** The end of a root that was killed is on its way to the table. */
  private boolean isSettled(String name) {
    return switch (state(name)) {
      case State.Running(Pid master, Pid root, _) -> isAlive(master) && isAlive(root);
      case State.Stopped _, State.Refused _, State.Ended _ -> true;
      case State.Waiting _, State.Starting _, State.Stopping _ -> false;
    };
  }
}
