package io.baton.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Next;
import io.baton.fixtures.Await;
import io.baton.process.state.LocalPid;
import io.baton.process.state.LocalProcess;
import io.baton.spi.CapturedCall;
import io.baton.spi.ProcessTable.Watch;
import io.baton.spi.Safepoints;
import io.baton.spi.Turn;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes that are known not to be in a version without an inspection of their stack. */
class VersionResidenceTest {
  private static final long OLD = 7;

  private final Points points = new Points();
  private final ProcessSystem runtime = new ProcessSystem(new NothingConverts(), points);

  /** Safepoints of one version that are met by calling them, and a clock that a test turns on. */
  private static final class Points implements Safepoints {
    final List<Check> armed = new CopyOnWriteArrayList<>();
    final AtomicLong clock = new AtomicLong();

    /** Written by the test, read by any. */
    volatile long born;

    volatile boolean everyEntry = true;

    volatile Runnable whenArmed = () -> {};

    @Override
    public Armed arm(long version, Check check) {
      armed.add(check);
      whenArmed.run();
      return () -> armed.remove(check);
    }

    @Override
    public long tick() {
      return clock.incrementAndGet();
    }

    @Override
    public long clock() {
      return clock.get();
    }

    @Override
    public long born(long version) {
      return born;
    }

    @Override
    public boolean seesEveryEntry(long version) {
      return everyEntry;
    }

    void beBorn() {
      born = tick();
    }

    void enter() {
      armed.forEach(check -> check.entering(OLD));
    }

    void useData() {
      armed.forEach(check -> check.usingData(OLD));
    }
  }

  /** Waits for one message after the other; each message is run in a turn of its own. */
  private record Loop(ProcessSystem runtime) implements CapturedCall, Turn {
    @Override
    public Turn bind() {
      return this;
    }

    @Override
    public Next run() {
      runtime.receive(Runnable.class, _ -> true).run();
      return this;
    }

    @Override
    public boolean upToDate() {
      return true;
    }

    @Override
    public ClassLoader code() {
      return null;
    }
  }

  @AfterEach
  void stop() {
    runtime.stop();
  }

  private LocalProcess waiting() {
    LocalProcess process = LocalPid.processOf(runtime.spawn(new Loop(runtime)));
    Await.until(() -> process.waiting() != 0);
    return process;
  }

  /** Runs something in the process, and waits until it waits again. */
  private void in(LocalProcess process, Runnable work) {
    long before = process.waiting();
    runtime.send(process.pid(), work);
    // in this order: a process that has left its wait, and waits again, is certainly in the next
    // wait
    Await.until(() -> process.waiting() != before && process.waiting() != 0);
  }

  private Watch watch() {
    return runtime.watch(OLD);
  }

  @Test
  void processThatWaitsSinceBeforeTheVersionWasLoadedIsNotInIt() {
    LocalProcess process = waiting();
    points.beBorn();

    assertThat(process.mayBeIn(watch())).isFalse();
  }

  @Test
  void processThatWaitsSinceTheVersionWasLoadedMayBeInIt() {
    points.beBorn();
    LocalProcess process = waiting();

    assertThat(process.mayBeIn(watch())).isTrue();
  }

  @Test
  void processThatBeganItsTurnAfterTheVersionBecameOldIsNotInIt() {
    points.beBorn();
    LocalProcess process = waiting();
    Watch watch = watch();

    in(process, () -> {});

    assertThat(process.mayBeIn(watch)).isFalse();
  }

  @Test
  void processThatEnteredItInSuchATurnMayBeInIt() {
    points.beBorn();
    LocalProcess process = waiting();
    Watch watch = watch();

    in(process, () -> {});
    in(
        process,
        () -> {
          points.enter();
          runtime.receive(String.class, _ -> true);
        });

    assertThat(process.mayBeIn(watch)).isTrue();
  }

  @Test
  void processThatUsesItsDataInSuchATurnMayBeInIt() {
    points.beBorn();
    LocalProcess process = waiting();
    Watch watch = watch();

    in(process, () -> {});
    in(
        process,
        () -> {
          points.useData();
          runtime.receive(String.class, _ -> true);
        });

    assertThat(process.mayBeIn(watch)).isTrue();
  }

  @Test
  void processThatEnteredItInAnEarlierTurnIsNotInIt() {
    points.beBorn();
    LocalProcess process = waiting();
    Watch watch = watch();

    in(process, () -> {});
    in(process, points::enter);

    assertThat(process.mayBeIn(watch)).isFalse();
  }

  @Test
  void processMayBeInSeveralVersionsIfItMayBeInOneOfThem() {
    LocalProcess process = waiting();
    Watch earlier = runtime.watch(OLD + 1);
    points.beBorn();
    Watch later = watch();

    assertThat(process.mayBeInAny(List.of(later))).isFalse();
    assertThat(process.mayBeInAny(List.of(later, earlier))).isTrue();
  }

  @Test
  void processWhoseStackWasInspectedIsInThoseOfSeveralVersionsThatWereSeen() {
    points.beBorn();
    LocalProcess process = waiting();
    List<Watch> watches = List.of(watch(), runtime.watch(OLD + 1));

    process.seen(process.waiting(), Set.of());
    boolean afterNothingWasSeen = process.mayBeInAny(watches);
    process.seen(process.waiting(), Set.of(OLD + 1));

    assertThat(afterNothingWasSeen).isFalse();
    assertThat(process.mayBeInAny(watches)).isTrue();
  }

  @Test
  void runningProcessMayBeInAnyVersion() {
    LocalProcess process = waiting();
    points.beBorn();
    Watch watch = watch();

    runtime.send(process.pid(), (Runnable) () -> Await.until(() -> process.ended() != null));
    Await.until(() -> process.waiting() == 0);

    assertThat(process.mayBeIn(watch)).isTrue();
  }

  @Test
  void whatWasSeenIsRememberedAsLongAsTheWaitLasts() {
    points.beBorn();
    LocalProcess process = waiting();
    Watch watch = watch();

    process.seen(process.waiting(), Set.of(OLD + 1));
    assertThat(process.mayBeIn(watch)).isFalse();
    process.seen(process.waiting(), Set.of(OLD));
    assertThat(process.mayBeIn(watch)).isTrue();
    process.seen(process.waiting() - 1, Set.of());
    assertThat(process.mayBeIn(watch)).isTrue();
  }

  @Test
  void aVersionWithCodeThatCannotBeWatchedIsNotWatchedCompletely() {
    Watch watch = watch();
    assertThat(watch.isComplete()).isTrue();

    points.everyEntry = false;

    assertThat(watch.isComplete()).isFalse();
  }

  @Test
  void aVersionThatIsEnteredAgainAndAgainIsNotWatchedAnyMore() {
    points.beBorn();
    LocalProcess process = waiting();
    Watch watch = watch();

    in(
        process,
        () -> {
          for (int i = 0; i < 20_000; i++) {
            points.enter();
          }
        });

    assertThat(points.armed).isEmpty();
    assertThat(watch.isComplete()).isFalse();
    in(process, () -> {});
    assertThat(process.mayBeIn(watch)).isTrue();
  }

  @Test
  void aVersionThatIsEnteredAgainAndAgainBeforeItIsWatchedDoesNotFail() {
    points.beBorn();
    points.whenArmed =
        () -> {
          for (int i = 0; i < 20_000; i++) {
            points.enter();
          }
        };

    Watch watch = watch();
    points.enter();

    assertThat(points.armed).isEmpty();
    assertThat(watch.isComplete()).isFalse();
  }

  @Test
  void closedWatchIsNotArmed() {
    watch().close();

    assertThat(points.armed).isEmpty();
  }
}
