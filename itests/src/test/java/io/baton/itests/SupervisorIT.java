package io.baton.itests;

import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Lingering;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Servers;
import io.baton.api.server.Started;
import io.baton.api.server.Sys;
import io.baton.api.supervisor.Child;
import io.baton.api.supervisor.ChildResult;
import io.baton.api.supervisor.ChildSpec;
import io.baton.api.supervisor.Start;
import io.baton.api.supervisor.Supervisors;
import io.baton.spi.SupervisorTable;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.Test;

/** Promise 12: supervisors and upgrades. Observations l and n3 of a real system. */
public class SupervisorIT extends BatonTest {
  @Inject SupervisorTable supervisors;

  /** Its processes never leave the version that they were started in. */
  private static TestBundle worker(int vsn) {
    return TestBundle.module(
        "worker",
        vsn + ".0.0",
        "Pid start(String id, Pid reader); Pid hang(Pid reader); Next loop(String id, Pid reader);",
        """
        public Pid start(String id, Pid reader) { return spawnLink(here.loop(id, reader)); }
        public Pid hang(Pid reader) {
          send(reader, "VSN hangs");
          receive(Integer.class);
          return start("late", reader);
        }
        public Next loop(String id, Pid reader) {
          send(reader, "VSN " + id);
          receive(String.class);
          return here.loop(id, reader);
        }
        """
            .replace("VSN", String.valueOf(vsn)));
  }

  /** A supervisor of workers. */
  private static TestBundle tree(int vsn, String specification) {
    return new TestModule("tree", vsn + ".0.0")
        .implementing("Supervisor<Pid>")
        .members(
            """
            public int vsn() { return VSN; }
            private static ChildSpec worker(String id, Pid reader) {
              return ChildSpec.of(id, Start.function("worker", "start", id, reader));
            }
            public Spec init(Pid reader) { return SPECIFICATION; }
            """
                .replace("VSN", String.valueOf(vsn))
                .replace("SPECIFICATION", specification))
        .bundle();
  }

  private static String of(String strategy, int intensity, String... ids) {
    String children =
        String.join(
            ", ", Stream.of(ids).map(id -> "worker(\"%s\", reader)".formatted(id)).toList());
    return "SupervisorSpec.of(Strategy.%s, %s).intensity(%d, Duration.ofMinutes(1))"
        .formatted(strategy, children, intensity);
  }

  private Pid start(String specification) {
    load(worker(1));
    load(tree(1, specification));
    return pid(Supervisors.start("tree", self(), ServerOptions.NONE));
  }

  private static Pid pid(Started started) {
    assertThat(started).isInstanceOf(Started.Ok.class);
    return ((Started.Ok) started).pid();
  }

  private static List<String> texts(int count) {
    return IntStream.range(0, count).mapToObj(_ -> await(String.class)).toList();
  }

  private static Pid child(Pid supervisor, String id) {
    return Supervisors.of(supervisor).whichChildren().stream()
        .filter(child -> child.id().equals(id))
        .map(child -> ((Child.State.Running) child.state()).pid())
        .findFirst()
        .orElseThrow();
  }

  @Test
  public void childrenThatAPurgeHasKilledAreRestartedInTheCurrentVersion() {
    Pid supervisor = start(of("ONE_FOR_ONE", 5, "a", "b"));
    List<String> before = texts(2);
    awaitReceive(child(supervisor, "a"));
    awaitReceive(child(supervisor, "b"));

    load(worker(2));
    PurgeResult purged = codeLoader.purge("worker");

    assertThat(before).containsExactlyInAnyOrder("1 a", "1 b");
    assertThat(purged.killedProcesses()).hasSize(2);
    assertThat(texts(2)).containsExactlyInAnyOrder("2 a", "2 b");
    assertThat(isAlive(supervisor)).isTrue();
    Servers.of(supervisor).stop(ExitReason.SHUTDOWN, PATIENCE);
  }

  @Test
  public void siblingsAreRestartedTooIfTheStrategySaysSo() {
    Pid supervisor = start(of("ONE_FOR_ALL", 5, "a", "b"));
    texts(2);
    Pid b = child(supervisor, "b");
    load(worker(2));
    Supervisors.of(supervisor).terminateChild("b");
    Supervisors.of(supervisor).restartChild("b");
    assertThat(await(String.class)).isEqualTo("2 b");

    codeLoader.purge("worker");

    assertThat(texts(2)).containsExactlyInAnyOrder("2 a", "2 b");
    assertThat(isAlive(b)).isFalse();
    Servers.of(supervisor).stop(ExitReason.SHUTDOWN, PATIENCE);
  }

  /** As in Erlang: a purge is no excuse. */
  @Test
  public void aPurgeThatKillsMoreThanTheIntensityAllowsTakesTheTreeDown() {
    Pid supervisor = start(of("ONE_FOR_ONE", 1, "a", "b"));
    texts(2);
    var ref = monitor(supervisor);
    load(worker(2));

    codeLoader.purge("worker");

    assertThat(await(Down.class)).isEqualTo(new Down(ref, supervisor, ExitReason.SHUTDOWN));
  }

  @Test
  public void aSpecificationMaySayThatKillsByAnUpgradeDoNotCount() {
    Pid supervisor = start(of("ONE_FOR_ONE", 0, "a", "b") + ".countKillsByUpgrade(false)");
    texts(2);
    load(worker(2));

    codeLoader.purge("worker");

    assertThat(texts(2)).containsExactlyInAnyOrder("2 a", "2 b");
    assertThat(isAlive(supervisor)).isTrue();
    Servers.of(supervisor).stop(ExitReason.SHUTDOWN, PATIENCE);
  }

  @Test
  public void aTreeThatGivesUpIsRestartedByTheOneAbove() {
    load(worker(1));
    load(tree(1, of("ONE_FOR_ONE", 0, "a", "b")));
    load(
        new TestModule("top", "1.0.0")
            .implementing("Supervisor<Pid>")
            .members(
                """
                public int vsn() { return 1; }
                public Spec init(Pid reader) {
                  return SupervisorSpec.of(
                      Strategy.ONE_FOR_ONE, ChildSpec.of("t", Start.supervisor("tree", reader)));
                }
                """)
            .bundle());
    Pid top = pid(Supervisors.start("top", self(), ServerOptions.NONE));
    Pid inner = child(top, "t");
    texts(2);
    var ref = monitor(inner);
    load(worker(2));

    codeLoader.purge("worker");

    assertThat(await(Down.class)).isEqualTo(new Down(ref, inner, ExitReason.SHUTDOWN));
    assertThat(texts(2)).containsExactlyInAnyOrder("2 a", "2 b");
    assertThat(isAlive(top)).isTrue();
    Servers.of(top).stop(ExitReason.SHUTDOWN, PATIENCE);
  }

  /** Promise 6: a supervisor is in no version, and takes what the new version says. */
  @Test
  public void aSupervisorDoesNotLingerAndTakesTheSpecificationOfTheNewVersion() {
    Pid supervisor = start(of("ONE_FOR_ONE", 5, "a"));
    texts(1);
    Pid a = child(supervisor, "a");

    load(tree(2, of("ONE_FOR_ONE", 5, "a", "c")));
    List<Lingering> lingering = codeStatus.lingering("tree");
    ChildResult started = Supervisors.of(supervisor).restartChild("c");

    assertThat(lingering).isEmpty();
    assertThat(started).isInstanceOf(ChildResult.Started.class);
    assertThat(await(String.class)).isEqualTo("1 c");
    assertThat(child(supervisor, "a")).isEqualTo(a);
    assertThat(codeLoader.softPurge("tree")).isInstanceOf(SoftPurgeResult.Purged.class);
    Servers.of(supervisor).stop(ExitReason.SHUTDOWN, PATIENCE);
  }

  /** Promise 7: what hangs in old code is the helper. */
  @Test
  public void aPurgeEndsAStartFunctionThatHangsAndNotTheSupervisor() {
    Pid supervisor = start(of("ONE_FOR_ONE", 5, "a"));
    texts(1);
    ChildSpec hangs = ChildSpec.of("h", Start.function("worker", "hang", self()));
    Pid reader = self();
    spawn(() -> send(reader, Supervisors.of(supervisor).startChild(hangs)));
    assertThat(await(String.class)).isEqualTo("1 hangs");
    load(worker(2));

    codeLoader.purge("worker");

    assertThat(await(ChildResult.class)).isEqualTo(new ChildResult.Failed(ExitReason.KILLED));
    assertThat(await(String.class)).isEqualTo("2 a");
    Servers.of(supervisor).stop(ExitReason.SHUTDOWN, PATIENCE);
  }

  private interface Counter {
    int next();
  }

  private interface CounterTree {
    Started start();
  }

  /** The example of the documentation. */
  @Test
  public void aCounterThatWasKilledCountsAnewInTheCurrentVersion() {
    load(Bundles.jar("counter-1.0"));
    load(Bundles.jar("counter-tree-1.0"));
    Pid supervisor = pid(code.qualified("counter_tree", CounterTree.class).start());
    Counter counter = code.qualified("counter", Counter.class);
    List<Integer> before = List.of(counter.next(), counter.next());
    Pid first = child(supervisor, "counter");
    load(Bundles.jar("counter-2.0"));

    exit(first, ExitReason.KILL);
    Pid second = nextChild(supervisor, first);

    assertThat(before).containsExactly(0, 1);
    assertThat(counter.next()).isZero();
    assertThat(Sys.of(second).getStatus().version()).isEqualTo("counter 2.0.0");
    Servers.of(supervisor).stop(ExitReason.SHUTDOWN, PATIENCE);
  }

  /** The only child of a supervisor, when it is another one than before. */
  private static Pid nextChild(Pid supervisor, Pid before) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < PATIENCE.toNanos()) {
      Child.State state = Supervisors.of(supervisor).whichChildren().getFirst().state();
      if (state instanceof Child.State.Running(Pid pid) && !pid.equals(before)) {
        return pid;
      }
    }
    throw new AssertionError(before + " was not restarted");
  }

  /** Promise 12. */
  @Test
  public void aTreeShowsTheVersionsOfItsChildren() {
    Pid supervisor = start(of("ONE_FOR_ONE", 5, "a"));
    texts(1);

    SupervisorTable.Supervised seen =
        supervisors.supervisors().stream()
            .filter(one -> one.pid().equals(supervisor))
            .findFirst()
            .orElseThrow();

    assertThat(seen.module()).isEqualTo("tree");
    assertThat(seen.period()).isEqualTo(Duration.ofMinutes(1));
    assertThat(seen.children())
        .singleElement()
        .satisfies(row -> assertThat(row.version()).contains("worker 1.0.0"));
    Servers.of(supervisor).stop(ExitReason.SHUTDOWN, PATIENCE);
  }
}
