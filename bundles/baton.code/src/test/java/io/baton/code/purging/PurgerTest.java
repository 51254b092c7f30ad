package io.baton.code.purging;

import static io.baton.code.purging.Scene.waiting;
import static io.baton.fixtures.Await.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.Lingering;
import io.baton.api.code.PurgedCodeException;
import io.baton.api.process.ExitReason;
import io.baton.api.process.ProcessExit;
import io.baton.code.Collected;
import io.baton.code.OneVersion;
import io.baton.code.purging.Purger.Killed;
import io.baton.code.purging.Scene.Live;
import io.baton.code.version.LoadedVersion;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a version is closed: softly, or with the end of every process in it. */
class PurgerTest {
  private final Scene.Table table = new Scene.Table();
  private final Scene.Points points = new Scene.Points();
  private final OneVersion loader = Scene.loader();
  private final LoadedVersion version = Scene.version(loader);
  private final CountDownLatch leave = new CountDownLatch(1);
  private Duration bound = Duration.ofSeconds(10);
  private final Purger purger = new Purger(table, points, () -> bound, _ -> {});

  /** Waits, and leaves when it is interrupted. */
  private void stay() {
    try {
      leave.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void stubbornly() {
    while (leave.getCount() > 0) {
      stay();
      boolean _ = Thread.interrupted();
    }
  }

  private Thread in(Runnable body) {
    return waiting(Thread.ofVirtual(), Scene.in(loader, body));
  }

  private List<Lingering> softly() {
    return purger.closeIfUnused(version, Instant.EPOCH);
  }

  private Killed hard() {
    return purger.close(version, Instant.EPOCH);
  }

  private void assertPurged() {
    assertThatThrownBy(points::enter)
        .isInstanceOfSatisfying(
            PurgedCodeException.class, e -> assertThat(e.version()).isEqualTo(loader.id().number()))
        .hasMessage("m 1.0.0 was purged; what it left behind cannot be called");
  }

  @AfterEach
  void leave() {
    leave.countDown();
  }

  @Test
  void softPurgeClosesAnUnusedVersion() {
    assertThat(softly()).isEmpty();

    assertPurged();
    assertThat(points.armed).containsValue(loader.id().number());
  }

  @Test
  void softPurgeOfAUsedVersionChangesNothing() {
    table.running.add(Live.of(42, in(this::stay)));

    assertThat(softly()).extracting(Lingering::label).containsExactly("<42>");

    assertThatCode(points::enter).doesNotThrowAnyException();
    assertThat(points.armed).isEmpty();
    assertThat(table.killed).isEmpty();
  }

  @Test
  void softPurgeThatFailsOpensTheVersionAgain() {
    table.onLook =
        () -> {
          throw new IllegalStateException("no");
        };

    assertThatThrownBy(this::softly).hasMessage("no");

    assertThat(points.armed).isEmpty();
  }

  @Test
  void lambdaOfAPurgedVersionCannotBeCalledOrGoOnLooping() {
    softly();

    assertPurged();
    assertThatThrownBy(points::loop).isInstanceOf(PurgedCodeException.class);
  }

  /** Enters while a soft purge looks; what became of it is in the task. */
  private FutureTask<String> enteringWhileItLooks() {
    var entering =
        new FutureTask<>(() -> {
          Scene.in(loader, points::enter).run();
          return "entered";
        });
    var once = new AtomicReference<>(entering);
    table.onLook =
        () -> {
          FutureTask<String> task = once.getAndSet(null);
          if (task != null) {
            waiting(Thread.ofPlatform(), task);
          }
        };
    return entering;
  }

  @Test
  void entryDuringASoftPurgeWaitsAndIsRefusedIfThePurgeSucceeds() {
    FutureTask<String> entering = enteringWhileItLooks();

    assertThat(softly()).isEmpty();

    assertThatThrownBy(() -> entering.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(PurgedCodeException.class);
  }

  @Test
  void entryDuringASoftPurgeWaitsAndSucceedsIfThePurgeIsGivenUp() throws Exception {
    table.running.add(Live.of(42, in(this::stay)));
    FutureTask<String> entering = enteringWhileItLooks();

    assertThat(softly()).hasSize(1);

    assertThat(entering.get(10, TimeUnit.SECONDS)).isEqualTo("entered");
  }

  @Test
  void processInTheVersionContinuesDuringASoftPurge() throws Exception {
    var called = new CountDownLatch(1);
    var call = new CountDownLatch(1);
    Runnable inner = Scene.in(loader, points::enter);
    Thread inside =
        in(() -> {
          awaitQuietly(call);
          inner.run();
          called.countDown();
          stay();
        });
    table.running.add(Live.of(42, inside));
    table.onLook =
        () -> {
          call.countDown();
          awaitQuietly(called);
        };

    assertThat(softly()).hasSize(1);

    assertThat(called.getCount()).isZero();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void processKilledWhileItWaitsToEnterStopsWaiting() {
    var entering = new FutureTask<>(() -> Scene.in(loader, points::enter).run(), "entered");
    var once = new AtomicReference<>(entering);
    table.onLook =
        () -> {
          FutureTask<String> task = once.getAndSet(null);
          if (task != null) {
            Thread waiting = waiting(Thread.ofPlatform(), task);
            table.onCheck =
                () -> {
                  throw new ProcessExit(ExitReason.KILLED);
                };
            waiting.interrupt();
            until(task::isDone);
          }
        };

    assertThat(softly()).isEmpty();

    assertThatThrownBy(() -> entering.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ProcessExit.class);
  }

  @Test
  void processThatWasEndedIsToldSoAtTheGate() {
    softly();
    table.onCheck =
        () -> {
          throw new ProcessExit(ExitReason.KILLED);
        };

    assertThatThrownBy(points::enter).isInstanceOf(ProcessExit.class);
    assertThatThrownBy(points::loop).isInstanceOf(ProcessExit.class);
  }

  @Test
  void purgeClosesAnUnusedVersion() {
    assertThat(hard()).isEqualTo(new Killed(List.of(), List.of()));

    assertPurged();
    assertThat(table.killed).isEmpty();
  }

  @Test
  void purgeKillsEveryProcessInTheVersion() {
    table.running.add(Live.of(42, in(this::stay)));
    table.running.add(Live.of(43, in(this::stay)));
    table.running.add(Live.of(44, waiting(Thread.ofVirtual(), this::stay)));

    Killed killed = hard();

    assertThat(killed.killed()).extracting(Lingering::label).containsExactly("<42>", "<43>");
    assertThat(killed.fenced()).isEmpty();
    assertThat(table.killed).extracting(pid -> pid.number()).containsExactly(42L, 43L);
    assertPurged();
  }

  @Test
  void purgeKillsAThreadThatIsNoProcess() {
    waiting(Thread.ofPlatform().name("http-7"), Scene.in(loader, this::stay));

    Killed killed = hard();

    assertThat(killed.killed()).extracting(Lingering::label).containsExactly("thread http-7");
    assertThat(table.killed).hasSize(1);
  }

  @Test
  void everyoneIsKilledOnce() {
    table.running.add(Live.of(42, in(this::stubbornly)));
    table.onLook = countingDownAfter(5);

    Killed killed = hard();

    assertThat(killed.killed()).hasSize(1);
    assertThat(table.killed).hasSize(1);
  }

  /** Lets every process go at a certain look. */
  private Runnable countingDownAfter(int looks) {
    int[] left = {looks};
    return () -> {
      if (--left[0] == 0) {
        leave.countDown();
      }
    };
  }

  @Test
  void processThatDoesNotUnwindWithinTheBoundIsFenced() {
    bound = Duration.ZERO;
    table.running.add(Live.of(42, in(this::stubbornly)));

    Killed killed = hard();

    assertThat(killed.killed()).extracting(Lingering::label).containsExactly("<42>");
    assertThat(killed.fenced()).extracting(Lingering::label).containsExactly("<42>");
    assertPurged();
  }

  @Test
  void processThatEntersWhileOthersAreKilledIsKilledToo() {
    table.running.add(Live.of(42, in(this::stay)));
    table.onKill =
        process -> {
          if (process.pid().number() == 42) {
            table.running.add(Live.of(43, in(this::stay)));
          }
          process.thread().interrupt();
        };

    Killed killed = hard();

    assertThat(killed.killed()).extracting(Lingering::label).containsExactly("<42>", "<43>");
  }

  @Test
  void purgeThatFailsHasClosedTheVersion() {
    table.onLook =
        () -> {
          throw new IllegalStateException("no");
        };

    assertThatThrownBy(this::hard).hasMessage("no");

    assertPurged();
  }

  @Test
  void gateOfAPurgedVersionKeepsNothingOfIt() {
    var weak = new WeakReference<>(purgedLoader());

    assertThat(Collected.is(weak)).isTrue();
    assertThat(points.armed).hasSize(1);
  }

  private ClassLoader purgedLoader() {
    OneVersion other = Scene.loader();
    purger.closeIfUnused(Scene.version(other), Instant.EPOCH);
    return other;
  }

  private Farewell farewell(Runnable body) {
    return new Farewell(loader.id().number(), Instant.EPOCH, Scene.in(loader, body));
  }

  @Test
  void bundleOfAPurgedVersionMayStop() throws InterruptedException {
    hard();
    var stopped = new CountDownLatch(1);
    Farewell farewell =
        farewell(() -> {
          points.enter();
          points.loop();
          stopped.countDown();
        });
    Thread stopping = Thread.ofPlatform().start(farewell);

    purger.await(farewell, version, stopping);

    assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(purger.fenced()).isEmpty();
  }

  @Test
  void bundleThatDoesNotStopIsEndedWhereverItWaitsOrLoops() throws InterruptedException {
    bound = Duration.ofMillis(50);
    hard();
    var thrown = new AtomicReference<Throwable>();
    Farewell farewell =
        farewell(() -> {
          while (leave.getCount() > 0) {
            stay();
            boolean _ = Thread.interrupted();
            points.loop();
          }
        });
    Thread stopping = Thread.ofPlatform().unstarted(farewell);
    stopping.setUncaughtExceptionHandler((_, e) -> thrown.set(e));
    stopping.start();

    purger.await(farewell, version, stopping);

    stopping.join();
    assertThat(thrown.get()).isInstanceOf(PurgedCodeException.class);
    assertThat(purger.fenced()).isEmpty();
  }

  @Test
  void bundleThatCannotBeStoppedIsListedUntilItStops() throws InterruptedException {
    bound = Duration.ofMillis(50);
    hard();
    Farewell farewell = farewell(this::stubbornly);
    Thread stopping = Thread.ofPlatform().name("stopping").start(farewell);

    purger.await(farewell, version, stopping);

    assertThat(purger.fenced()).extracting(Lingering::label).containsExactly("thread stopping");
    leave.countDown();
    stopping.join();
    assertThat(purger.fenced()).isEmpty();
  }
}
