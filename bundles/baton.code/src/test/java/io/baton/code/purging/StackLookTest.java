package io.baton.code.purging;

import static io.baton.code.purging.Scene.waiting;
import static io.baton.fixtures.Await.until;
import static java.time.Instant.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Lingering;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.code.OneVersion;
import io.baton.code.purging.Scene.Live;
import io.baton.code.purging.Scene.Numbered;
import io.baton.code.version.LoadedVersion;
import io.baton.spi.ProcessTable;
import io.baton.spi.Safepoints;
import io.baton.spi.Turn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Finding processes that have a stack frame in a version, or are about to get one. */
class StackLookTest {
  /** No thread is in a hidden class. */
  private static final Safepoints SAFEPOINTS = (_, _) -> () -> {};

  private final Scene.Table table = new Scene.Table();
  private final Looks look = new Looks(table);
  private final OneVersion loader = Scene.loader();
  private final LoadedVersion version = Scene.version(loader);
  private final CountDownLatch leave = new CountDownLatch(1);

  private void stay() {
    try {
      leave.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Runnable staying() {
    return Scene.in(loader, this::stay);
  }

  private List<Lingering> lingering() {
    return look.look(new StackLook.Wanted(version, EPOCH, null, SAFEPOINTS, null)).found().stream()
        .map(StackLook.Found::lingering)
        .toList();
  }

  @AfterEach
  void leave() {
    leave.countDown();
  }

  @Test
  void versionThatNoProcessRunsIsUnused() {
    waiting(Thread.ofPlatform(), this::stay);

    assertThat(lingering()).isEmpty();
  }

  @Test
  void processWithAFrameInTheVersionLingers() {
    Thread thread = waiting(Thread.ofVirtual(), staying());
    table.running.add(
        new Live(new Numbered(42), Optional.of("server"), thread, Optional.of("receive Request")));

    Lingering one = lingering().getFirst();

    assertThat(one.version()).isEqualTo(loader.id());
    assertThat(one.since()).isEqualTo(EPOCH);
    assertThat(one.label()).isEqualTo("<42> (server)");
    assertThat(one.waitsFor()).isEqualTo("receive Request");
    assertThat(one.where())
        .contains("Scene$Code.run(Source.java@1.0.0#" + loader.id().number() + ":");
  }

  @Test
  void frameDeepInTheStackCounts() {
    Thread thread =
        waiting(Thread.ofVirtual(), Scene.in(loader, () -> List.of(1).forEach(_ -> this.stay())));
    table.running.add(Live.of(42, thread));

    assertThat(lingering()).hasSize(1);
  }

  @Test
  void frameOfAnotherVersionOfTheSameModuleDoesNot() {
    OneVersion other = Scene.loader();
    Thread thread = waiting(Thread.ofVirtual(), Scene.in(other, this::stay));
    table.running.add(Live.of(42, thread));

    assertThat(lingering()).isEmpty();
  }

  private static Live noticing(Thread thread, Runnable onLook) {
    return new Live(new Numbered(42), Optional.empty(), thread, Optional.empty(), onLook);
  }

  @Test
  void processThatOnlyPrintsDataOfTheVersionIsWaitedFor() {
    Thread thread = waiting(Thread.ofVirtual(), Scene.printing(loader, this::stay));
    var looks = new AtomicInteger();
    Runnable leaveAtTheSecond =
        () -> {
          if (looks.incrementAndGet() == 2) {
            leave();
            until(() -> !thread.isAlive());
          }
        };
    table.running.add(noticing(thread, leaveAtTheSecond));

    assertThat(lingering()).isEmpty();
    assertThat(looks).hasValue(2);
  }

  @Test
  void processThatStaysInDataOfTheVersionLingers() {
    Thread thread = waiting(Thread.ofVirtual(), Scene.printing(loader, this::stay));
    table.running.add(Live.of(42, thread));

    assertThat(lingering()).extracting(Lingering::where).first().asString().contains("toString");
  }

  @Test
  void processWhoseCodePrintsDataOfItsVersionLingersAtOnce() {
    Runnable printing = Scene.printing(loader, this::stay);
    Thread thread = waiting(Thread.ofVirtual(), Scene.in(loader, printing));
    var looks = new AtomicInteger();
    table.running.add(noticing(thread, looks::incrementAndGet));

    assertThat(lingering()).hasSize(1);
    assertThat(looks).hasValue(1);
  }

  @Test
  void processThatHasReturnedDoesNotLinger() throws Exception {
    Thread thread =
        waiting(
            Thread.ofVirtual(),
            () -> {
              Scene.in(loader, () -> {}).run();
              stay();
            });
    table.running.add(Live.of(42, thread));

    assertThat(lingering()).isEmpty();
  }

  @Test
  void threadThatIsNoProcessLingersUnderItsName() {
    waiting(Thread.ofPlatform().name("http-7"), staying());

    Lingering one = lingering().getFirst();

    assertThat(one.pid()).isEmpty();
    assertThat(one.label()).isEqualTo("thread http-7");
    assertThat(one.waitsFor()).isEqualTo("waiting in CountDownLatch.await");
  }

  @Test
  void threadThatIsAProcessTooIsThereOnce() {
    Thread thread = waiting(Thread.ofPlatform(), staying());
    table.running.add(Live.of(42, thread));

    assertThat(lingering()).extracting(Lingering::label).containsExactly("<42>");
  }

  @Test
  void processesComeFirstInTheOrderOfTheirPids() {
    waiting(Thread.ofPlatform().name("http-7"), staying());
    for (long number : new long[] {9, 3, 7}) {
      table.running.add(Live.of(number, waiting(Thread.ofVirtual(), staying())));
    }

    assertThat(lingering())
        .extracting(Lingering::label)
        .containsExactly("<3>", "<7>", "<9>", "thread http-7");
  }

  @Test
  void runningProcessIsReportedAsRunning() {
    table.running.add(Live.of(42, Thread.ofPlatform().start(Scene.in(loader, this::spin))));

    until(() -> lingering().stream().anyMatch(one -> one.waitsFor().equals("running")));
  }

  private void spin() {
    while (leave.getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void processThatWaitsForALockIsReportedAsWaitingForIt() {
    Object lock = new Object();
    Thread thread;
    synchronized (lock) {
      thread =
          Thread.ofPlatform()
              .start(
                  Scene.in(
                      loader,
                      () -> {
                        synchronized (lock) {
                          stay();
                        }
                      }));
      until(() -> thread.getState() == Thread.State.BLOCKED);

      assertThat(lingering().getFirst().waitsFor()).isEqualTo("waiting for a lock");
    }
  }

  @Test
  void parkedProcessIsReportedAsWaitingInTheMethodThatParkedIt() {
    waiting(Thread.ofPlatform(), Scene.in(loader, this::park));

    assertThat(lingering().getFirst().waitsFor()).isEqualTo("waiting in StackLookTest.park");
  }

  private void park() {
    while (leave.getCount() > 0) {
      LockSupport.park(this);
    }
  }

  /** A process between two turns. */
  private record BetweenTurns(Pid pid, Thread thread, ClassLoader code)
      implements ProcessTable.Running {
    @Override
    public Optional<String> name() {
      return Optional.empty();
    }

    @Override
    public Optional<String> waitsFor() {
      return Optional.empty();
    }

    @Override
    public boolean isAlive() {
      return true;
    }

    @Override
    public boolean isFirstTurn() {
      return false;
    }

    @Override
    public boolean mayBeIn(ProcessTable.Watch watch) {
      return true;
    }

    @Override
    public long waiting() {
      return 0;
    }

    @Override
    public void seen(long waiting, Set<Long> versions) {
      throw new AssertionError("it does not wait");
    }

    @Override
    public List<ProcessTable.Kept> kept() {
      return List.of();
    }

    @Override
    public Optional<Turn> turn() {
      return Optional.of(
          new Turn() {
            @Override
            public Next run() {
              throw new AssertionError("it is never run");
            }

            @Override
            public boolean upToDate() {
              return true;
            }

            @Override
            public ClassLoader code() {
              return code;
            }
          });
    }
  }

  @Test
  void processWhoseNextTurnIsInTheVersionLingers() {
    Thread thread = waiting(Thread.ofPlatform(), this::stay);
    table.running.add(new BetweenTurns(new Numbered(42), thread, loader));

    assertThat(lingering()).extracting(Lingering::where).containsExactly("its next turn");
  }

  @Test
  void processWhoseNextTurnIsElsewhereDoesNot() {
    Thread thread = waiting(Thread.ofPlatform(), this::stay);
    table.running.add(new BetweenTurns(new Numbered(42), thread, Scene.loader()));
    table.running.add(new BetweenTurns(new Numbered(43), thread, null));

    assertThat(lingering()).isEmpty();
  }

  @Test
  void processWhoseThreadHasEndedHasNoNextTurn() {
    Thread never = Thread.ofVirtual().unstarted(() -> {});
    table.running.add(new BetweenTurns(new Numbered(42), never, loader));

    assertThat(lingering()).isEmpty();
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

  private List<String> again(StackLook.Seen before) {
    var wanted = new StackLook.Wanted(version, EPOCH, new Complete(), SAFEPOINTS, null);
    return Looks.again(wanted, before, table.observe()).found().stream()
        .map(found -> found.lingering().label())
        .toList();
  }

  private StackLook.Seen first() {
    return look.look(new StackLook.Wanted(version, EPOCH, new Complete(), SAFEPOINTS, null));
  }

  @Test
  void processThatIsStillInTheVersionIsSeenAgain() {
    table.running.add(Live.of(42, waiting(Thread.ofVirtual(), staying())));
    waiting(Thread.ofPlatform().name("http-7"), staying());

    assertThat(again(first())).containsExactly("<42>", "thread http-7");
  }

  @Test
  void processThatHasLeftIsNotSeenAgain() {
    Thread process = waiting(Thread.ofVirtual(), staying());
    Thread thread = waiting(Thread.ofPlatform().name("http-7"), staying());
    table.running.add(Live.of(42, process));
    StackLook.Seen before = first();

    leave.countDown();
    until(() -> !process.isAlive() && !thread.isAlive());

    assertThat(again(before)).isEmpty();
  }

  @Test
  void processThatHasComeSinceIsSeenAgain() {
    StackLook.Seen before = first();

    table.running.add(Live.of(42, waiting(Thread.ofVirtual(), staying())));
    table.running.add(
        new BetweenTurns(new Numbered(43), waiting(Thread.ofVirtual(), this::stay), loader));

    assertThat(again(before)).containsExactly("<42>", "<43>");
  }

  @Test
  void processThatWasElsewhereAndIsAboutToTakeATurnInTheVersionIsSeenAgain() {
    Thread thread = waiting(Thread.ofVirtual(), this::stay);
    table.running.add(new BetweenTurns(new Numbered(42), thread, null));
    StackLook.Seen before = first();

    table.running.set(0, new BetweenTurns(new Numbered(42), thread, loader));

    assertThat(again(before)).containsExactly("<42>");
  }

  @Test
  void withoutACompleteWatchEveryoneIsLookedAtAgain() {
    var wanted = new StackLook.Wanted(version, EPOCH, null, SAFEPOINTS, null);
    StackLook.Seen before = look.look(wanted);

    waiting(Thread.ofPlatform().name("http-7"), staying());

    assertThat(Looks.again(wanted, before, table.observe()).found()).hasSize(1);
  }
}
