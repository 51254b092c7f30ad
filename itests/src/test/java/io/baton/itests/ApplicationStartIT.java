package io.baton.itests;

import static io.baton.api.process.Processes.isAlive;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.application.ApplicationInfo;
import io.baton.api.application.ApplicationInfo.State;
import io.baton.api.application.EnsureAllResult;
import io.baton.api.application.StartResult;
import io.baton.api.application.StopResult;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Every way in which a start and a stop may go. */
public class ApplicationStartIT extends ApplicationTest {
  @Test
  public void dependenciesAreStartedFirstAndThoseOfAFailureAreStoppedAgain() throws Exception {
    onPath(waiting("disk", 1));
    onPath(waiting("db", 1));
    onPath(starting("shop", "throw new IllegalStateException(\"no goods\");"));
    configure("shop", "db");
    configure("db", "disk");
    configure("disk");

    StartResult alone = applications.start("db");
    EnsureAllResult failed = applications.ensureAllStarted("shop");
    List<ApplicationInfo> afterwards = applications.whichApplications();
    EnsureAllResult both = applications.ensureAllStarted("db");

    assertThat(alone).isEqualTo(new StartResult.DependencyNotStarted("db", "disk"));
    assertThat(failed)
        .isInstanceOfSatisfying(
            EnsureAllResult.Failed.class,
            one ->
                assertThat(one.refused().why())
                    .isEqualTo("java.lang.IllegalStateException: no goods"));
    assertThat(afterwards).isEmpty();
    assertThat(both).isEqualTo(new EnsureAllResult.Ok(List.of("disk", "db")));
    assertThat(applications.whichApplications())
        .extracting(ApplicationInfo::name)
        .containsExactly("disk", "db");
  }

  @Test
  public void everyWayToFailIsItsOwnResult() throws Exception {
    onPath(starting("breaks", "throw exit(ExitReason.of(\"no_disk\"));"));
    onPath(starting("ignores", "return new Started.Ignored();"));
    onPath(starting("nothing", "return null;"));
    onPath(starting("fails", "return new Started.Failed(ExitReason.of(\"no_disk\"));"));
    onPath(Modules.alpha(1));
    for (String name : List.of("breaks", "ignores", "nothing", "fails", "alpha", "nowhere")) {
      configure(name);
    }
    configure("a", "b");
    configure("b", "a");

    assertThat(applications.start("breaks"))
        .isEqualTo(new StartResult.Failed("breaks", ExitReason.of("no_disk")));
    assertThat(applications.start("ignores"))
        .isEqualTo(new StartResult.BadReturn("ignores", "ignore"));
    assertThat(applications.start("nothing"))
        .isEqualTo(new StartResult.BadReturn("nothing", "nothing"));
    assertThat(applications.start("fails"))
        .isEqualTo(new StartResult.Failed("fails", ExitReason.of("no_disk")));
    assertThat(applications.start("alpha")).isEqualTo(new StartResult.NoCallback("alpha", "alpha"));
    assertThat(applications.start("nowhere")).isInstanceOf(StartResult.NotLoaded.class);
    assertThat(applications.start("unknown")).isEqualTo(new StartResult.NotConfigured("unknown"));
    assertThat(applications.ensureAllStarted("a"))
        .isEqualTo(new EnsureAllResult.Failed(new StartResult.Cycle("a", List.of("a", "b", "a"))));
    assertThat(state("nowhere")).isInstanceOf(State.Refused.class);
  }

  /** Promise 21: it is ended where it hangs, with what it has started. */
  @Test
  public void aStartThatHangsOrSpinsIsEndedWithWhatItHasStarted() throws Exception {
    isReader();
    String started =
        "Pid one = spawnLink(module.loop()); whereis(\"reader\").ifPresent(r -> send(r, one));";
    onPath(starting("hangs", started + "receive(Integer.class); return null;"));
    onPath(starting("spins", started + "while (true) { Thread.onSpinWait(); }"));
    configure("hangs", Map.of("start.timeout.ms", 2_000));
    configure("spins", Map.of("start.timeout.ms", 2_000));

    for (String name : List.of("hangs", "spins")) {
      StartResult result = applications.start(name);
      Pid started1 = await(Pid.class);

      assertThat(result).isInstanceOf(StartResult.TimedOut.class);
      assertThat(isAlive(started1)).isFalse();
    }
    isNoReader();
  }

  @Test
  public void aStopEndsARootThatDoesNotListenAndCallbacksThatHang() throws Exception {
    onPath(
        module("deaf", 1, "return new Started.Ok(spawnLink(here.loop()));")
            .functions("int vsn(); Next loop();")
            .members(
                """
                public int vsn() { return 1; }
                public Next loop() {
                  trapExits(true);
                  receive(String.class);
                  return here.loop();
                }
                public Started start(java.util.List<String> arguments) {
                  return new Started.Ok(spawnLink(here.loop()));
                }
                public void stop() { receive(Integer.class); }
                """)
            .bundle()
            .importing("io.baton.api.application"));
    configure("deaf", Map.of("stop.timeout.ms", 200));
    Pid root = root(applications.start("deaf"));
    awaitReceive(root);

    StopResult stopped = applications.stop("deaf");

    assertThat(stopped).isEqualTo(new StopResult.Ok("deaf"));
    assertThat(isAlive(root)).isFalse();
  }

  @Test
  public void thoseOfTheBootStartInTheOrderOfTheirDependenciesWhenAModuleComesLate()
      throws Exception {
    configure("shop", Map.of("boot", true, "applications", "db"));
    configure("db", Map.of("boot", true));
    until(() -> state("db") instanceof State.Refused);
    State waits = state("shop");
    onPath(waiting("shop", 1));

    load(waiting("db", 1));

    running("shop");
    assertThat(waits).isInstanceOf(State.Waiting.class);
    assertThat(applications.whichApplications())
        .extracting(ApplicationInfo::name)
        .containsExactly("db", "shop");
  }
}
