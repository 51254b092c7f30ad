package io.baton.code.purging;

import static io.baton.code.purging.Scene.waiting;
import static io.baton.fixtures.Await.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Lingering;
import io.baton.api.process.Pid;
import io.baton.code.OneVersion;
import io.baton.code.version.LoadedVersion;
import io.baton.spi.ProcessTable;
import io.baton.spi.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes that have ended, and whose threads are still in the version. */
class EndedProcessTest {
  private final Scene.Table table =
      new Scene.Table() {
        @Override
        public boolean kill(Running process) {
          return process.isAlive() && super.kill(process);
        }
      };
  private final Scene.Points points = new Scene.Points();
  private final OneVersion loader = Scene.loader();
  private final LoadedVersion version = Scene.version(loader);
  private final CountDownLatch leave = new CountDownLatch(1);
  private Duration bound = Duration.ofSeconds(10);
  private final Purger purger = new Purger(table, points, () -> bound, _ -> {});

  /** Dead to every other process. */
  private record Ended(Scene.Live live) implements ProcessTable.Running {
    @Override
    public Pid pid() {
      return live.pid();
    }

    @Override
    public Optional<String> name() {
      return live.name();
    }

    @Override
    public Thread thread() {
      return live.thread();
    }

    @Override
    public Optional<String> waitsFor() {
      return live.waitsFor();
    }

    @Override
    public Optional<Turn> turn() {
      return live.turn();
    }

    @Override
    public boolean isAlive() {
      return false;
    }

    @Override
    public boolean isFirstTurn() {
      return live.isFirstTurn();
    }

    @Override
    public boolean mayBeIn(ProcessTable.Watch watch) {
      return live.mayBeIn(watch);
    }

    @Override
    public long waiting() {
      return live.waiting();
    }

    @Override
    public void seen(long waiting, Set<Long> versions) {
      live.seen(waiting, versions);
    }

    @Override
    public List<ProcessTable.Kept> kept() {
      return List.of();
    }
  }

  private void stay() {
    while (leave.getCount() > 0) {
      try {
        leave.await();
      } catch (InterruptedException _) {
        // stays all the same
      }
    }
  }

  private Thread inTheVersion() {
    return waiting(Thread.ofVirtual(), Scene.in(loader, this::stay));
  }

  private Thread ended() {
    Thread thread = inTheVersion();
    table.running.add(new Ended(Scene.Live.of(42, thread)));
    return thread;
  }

  /** Lets all threads leave when the processes are looked at for the second time. */
  private void leaveAtTheSecondLook(Thread thread) {
    int[] looks = {0};
    table.onLook =
        () -> {
          if (++looks[0] == 2) {
            leave.countDown();
            until(() -> !thread.isAlive());
          }
        };
  }

  @AfterEach
  void leave() {
    leave.countDown();
  }

  @Test
  void processThatHasEndedDoesNotLinger() {
    ended();

    assertThat(purger.lingering(version, Instant.EPOCH)).isEmpty();
  }

  @Test
  void softPurgeWaitsForTheThreadOfAProcessThatHasEnded() {
    leaveAtTheSecondLook(ended());

    assertThat(purger.closeIfUnused(version, Instant.EPOCH)).isEmpty();
    assertThat(purger.fenced()).isEmpty();
  }

  @Test
  void softPurgeFencesTheThreadOfAProcessThatHasEndedAndDoesNotLeave() {
    bound = Duration.ofMillis(1);
    ended();

    assertThat(purger.closeIfUnused(version, Instant.EPOCH)).isEmpty();
    assertThat(purger.fenced()).extracting(Lingering::label).containsExactly("<42>");
    assertThat(table.killed).isEmpty();
    assertThat(points.armed).hasSize(1);
  }

  @Test
  void softPurgeNamesOnlyThoseThatLive() {
    ended();
    table.running.add(Scene.Live.of(43, inTheVersion()));

    assertThat(purger.closeIfUnused(version, Instant.EPOCH))
        .extracting(Lingering::label)
        .containsExactly("<43>");
  }

  @Test
  void purgeWaitsForAProcessThatHasEndedButDoesNotNameIt() {
    leaveAtTheSecondLook(ended());

    Purger.Killed killed = purger.close(version, Instant.EPOCH);

    assertThat(killed.killed()).isEmpty();
    assertThat(killed.fenced()).isEmpty();
    assertThat(table.killed).isEmpty();
  }

  @Test
  void processThatEndsBeforeItIsKilledIsNotNamedAsKilled() {
    table.running.add(Scene.Live.of(43, inTheVersion()));
    table.onKill = _ -> leave.countDown();
    table.ended = true;

    assertThat(purger.close(version, Instant.EPOCH).killed()).isEmpty();
  }

  @Test
  void oneThreadIsKnownByTheProcessThatLives() {
    Thread thread = ended();
    table.running.add(Scene.Live.of(43, thread));

    assertThat(purger.lingering(version, Instant.EPOCH))
        .extracting(Lingering::label)
        .containsExactly("<43>");
  }
}
