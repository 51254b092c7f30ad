package io.baton.process;

import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.api.process.Processes.spawnLink;
import static io.baton.api.process.Processes.spawnMonitor;
import static io.baton.api.process.Processes.trapExits;
import static io.baton.fixtures.Await.CAP;
import static io.baton.process.Scene.endOf;
import static io.baton.process.Scene.idle;
import static io.baton.process.Scene.inProcess;
import static io.baton.process.Scene.once;
import static io.baton.process.Scene.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Exit;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.fixtures.Await;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SpawnTest {
  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  @Test
  void selfIsThePidThatSpawnReturned() throws Exception {
    var inside = new CompletableFuture<Pid>();

    Pid outside = spawn(() -> inside.complete(self()));

    assertThat(inside.get(10, TimeUnit.SECONDS)).isSameAs(outside);
  }

  @Test
  void selfIsTheSameAsLongAsTheProcessLives() throws Exception {
    List<Pid> pids = inProcess(() -> List.of(self(), self()));

    assertThat(pids.getFirst()).isSameAs(pids.getLast());
  }

  @Test
  void pidsAscendInTheOrderOfCreation() {
    Pid first = idle().pid();

    Pid second = idle().pid();

    assertThat(first.number()).isPositive();
    assertThat(second.number()).isGreaterThan(first.number());
  }

  @Test
  void pidPrintsItsNumberInAngleBrackets() {
    Pid pid = idle().pid();

    assertThat(pid).hasToString("<" + pid.number() + ">");
  }

  @Test
  void processRunsOnAVirtualThreadThatIsNamedAfterIt() throws Exception {
    Thread thread = inProcess(Thread::currentThread);

    assertThat(thread.isVirtual()).isTrue();
    assertThat(thread.getName()).matches("<\\d+>");
  }

  @Test
  void processWithNothingLeftToDoEndsNormally() {
    assertThat(endOf(() -> {})).isEqualTo(ExitReason.NORMAL);
  }

  @Test
  void aBodyIsAProcessToo() throws Exception {
    var done = new CompletableFuture<Boolean>();

    Pid pid = spawn(() -> done.complete(isAlive(self())));

    assertThat(pid).isNotNull();
    assertThat(done.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void pidStaysValidAsAValueAfterTheEnd() {
    var ended = spawnMonitor(once(() -> {}));
    String text = ended.pid().toString();
    reason(ended);

    Pid next = idle().pid();

    assertThat(ended.pid()).hasToString(text).isEqualTo(ended.pid()).isNotEqualTo(next);
    assertThat(isAlive(ended.pid())).isFalse();
  }

  @Test
  void spawnMonitorWatchesBeforeTheProcessRuns() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(endOf(() -> {})).isEqualTo(ExitReason.NORMAL);
    }
  }

  @Test
  void spawnLinkLinksBeforeTheProcessRuns() {
    trapExits(true);

    for (int i = 0; i < 1_000; i++) {
      Pid child = spawnLink(once(() -> Processes.exit(ExitReason.SHUTDOWN)));

      assertThat(receive(Exit.class, CAP)).contains(new Exit(child, ExitReason.SHUTDOWN));
    }
  }

  @Test
  void spawnLinkedProcessEndsWithItsParent() {
    var parent =
        spawnMonitor(
            once(() -> {
              Pid test = receive(Pid.class);
              send(test, spawnLink(once(() -> receive(Scene.Never.class))));
              Processes.exit(receive(ExitReason.class));
            }));
    send(parent.pid(), self());
    Pid child = receive(Pid.class, CAP).orElseThrow();
    assertThat(isAlive(child)).isTrue();

    send(parent.pid(), ExitReason.of("gone"));

    assertThat(reason(parent)).isEqualTo(ExitReason.of("gone"));
    Await.until(() -> !isAlive(child));
  }

  @Test
  void spawnedProcessIsNotLinkedToItsParent() throws Exception {
    var childOf = new CompletableFuture<Pid>();
    ExitReason parents =
        endOf(() -> {
          childOf.complete(spawn(() -> receive(Scene.Never.class)));
          Processes.exit(ExitReason.SHUTDOWN);
        });

    Pid child = childOf.get(10, TimeUnit.SECONDS);

    assertThat(parents).isEqualTo(ExitReason.SHUTDOWN);
    assertThat(isAlive(child)).isTrue();
  }
}
