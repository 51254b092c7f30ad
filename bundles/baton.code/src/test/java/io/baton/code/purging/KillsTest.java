package io.baton.code.purging;

import static io.baton.code.purging.Scene.waiting;
import static java.time.Instant.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Lingering;
import io.baton.code.OneVersion;
import io.baton.code.purging.Scene.Live;
import io.baton.code.purging.StackLook.Wanted;
import io.baton.spi.ProcessControl;
import io.baton.spi.ProcessTable;
import io.baton.spi.Safepoints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Ends of processes in several versions at once. */
class KillsTest {
  private static final Safepoints SAFEPOINTS = (_, _) -> () -> {};

  private final Scene.Table table = new Scene.Table();
  private final OneVersion one = Scene.loader();
  private final OneVersion other = Scene.loader();

  private static Wanted wanted(OneVersion version) {
    return new Wanted(Scene.version(version), EPOCH, null, SAFEPOINTS, null);
  }

  private List<Purger.Killed> kill(Duration bound, List<Wanted> done, Runnable onDone) {
    var kills = new Kills(table, SAFEPOINTS, new Fenced(SAFEPOINTS), () -> bound);
    return kills.kill(
        List.of(wanted(one), wanted(other)),
        version -> {
          done.add(version);
          onDone.run();
        });
  }

  private static void await(CountDownLatch latch) {
    boolean isOver = false;
    while (!isOver) {
      try {
        latch.await();
        isOver = true;
      } catch (InterruptedException _) {
        // it does not end for a kill
      }
    }
  }

  @Test
  void versionThatNothingIsInDoesNotWaitForTheOthers() {
    var leave = new CountDownLatch(1);
    table.running.add(Live.of(42, waiting(Thread.ofVirtual(), Scene.in(one, () -> await(leave)))));
    List<Wanted> done = new ArrayList<>();

    List<Purger.Killed> killed = kill(Duration.ofSeconds(10), done, leave::countDown);

    assertThat(done)
        .extracting(Wanted::version)
        .extracting(version -> version.loader())
        .containsExactly(other, one);
    assertThat(killed.getFirst().killed()).extracting(Lingering::label).containsExactly("<42>");
    assertThat(killed.getFirst().fenced()).isEmpty();
    assertThat(killed.getLast().killed()).isEmpty();
  }

  @Test
  void processThatIsInTwoIsEndedForEachAndAwaitedForEach() {
    var inner = Scene.in(other, () -> await(new CountDownLatch(1)));
    table.running.add(Live.of(42, waiting(Thread.ofVirtual(), Scene.in(one, inner))));
    List<Wanted> done = new ArrayList<>();

    List<Purger.Killed> killed = kill(Duration.ofMillis(1), done, () -> {});

    assertThat(killed)
        .allSatisfy(version ->
            assertThat(version.fenced()).extracting(Lingering::label).containsExactly("<42>"));
    assertThat(done).hasSize(2);
  }

  /** Knows of every process that has entered. */
  private record Complete() implements ProcessTable.Watch {
    @Override
    public boolean isComplete() {
      return true;
    }

    @Override
    public void close() {}
  }

  private static Wanted watched(OneVersion version) {
    return new Wanted(Scene.version(version), EPOCH, new Complete(), SAFEPOINTS, null);
  }

  @Test
  void processesAreSeenInThoseOfSeveralVersionsThatTheyAreIn() {
    Runnable stay = () -> await(new CountDownLatch(1));
    table.running.add(Live.of(42, waiting(Thread.ofVirtual(), Scene.in(one, stay))));
    table.running.add(Live.of(43, waiting(Thread.ofVirtual(), Scene.in(other, stay))));
    waiting(Thread.ofPlatform().daemon().name("http-7"), Scene.in(one, Scene.in(other, stay)));
    ProcessControl.Observation observation = table.observe();
    List<Wanted> both = List.of(watched(one), watched(other));

    List<StackLook.Seen> seen = Looks.look(both, observation);
    List<StackLook.Seen> again = Looks.again(both, seen, observation);

    for (List<StackLook.Seen> some : List.of(seen, again)) {
      assertThat(some.getFirst().lingering())
          .extracting(Lingering::label)
          .containsExactly("<42>", "thread http-7");
      assertThat(some.getLast().lingering())
          .extracting(Lingering::label)
          .containsExactly("<43>", "thread http-7");
    }
  }
}
