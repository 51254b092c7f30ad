package io.baton.code.purging;

import static io.baton.code.purging.Scene.until;
import static io.baton.code.purging.Scene.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.code.OneVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which versions are on the stack of a thread that is parked. */
class ParkedThreadsTest {
  private static final int MESSAGES = 200_000;
  private static final int PLAYERS = 4;

  private final OneVersion one = Scene.loader();
  private final OneVersion other = Scene.loader();
  private final CountDownLatch leave = new CountDownLatch(1);

  private void stay() {
    try {
      leave.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Set<Long>> versions(Thread thread) {
    return ParkedThreads.versions(thread, Scene.MARKS::numberOf);
  }

  private static long number(OneVersion version) {
    return version.id().number();
  }

  @AfterEach
  void leave() {
    leave.countDown();
  }

  @Test
  void theyAreSeenInTheReleaseThatThisIsBuiltWith() {
    assertThat(ParkedThreads.areSeen()).isTrue();
  }

  @Test
  void everyVersionOnTheStackIsSeen() {
    Thread thread = waiting(Thread.ofVirtual(), Scene.in(one, Scene.in(other, this::stay)));

    assertThat(versions(thread)).contains(Set.of(number(one), number(other)));
  }

  @Test
  void aVersionThatHasBeenLeftIsNotSeen() {
    Thread thread =
        waiting(
            Thread.ofVirtual(),
            () -> {
              Scene.in(one, () -> {}).run();
              stay();
            });

    assertThat(versions(thread)).contains(Set.of());
  }

  @Test
  void whoWaitsWithATimeOutIsSeen() {
    Thread thread =
        waiting(
            Thread.ofVirtual(),
            Scene.in(
                one,
                () -> {
                  while (leave.getCount() > 0) {
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(10));
                  }
                }));

    assertThat(versions(thread)).contains(Set.of(number(one)));
    leave.countDown();
    LockSupport.unpark(thread);
  }

  @Test
  void ofAPlatformThreadNothingIsSaid() {
    assertThat(versions(waiting(Thread.ofPlatform(), this::stay))).isEmpty();
  }

  @Test
  void ofAThreadThatRunsOrHasEndedNothingIsSaid() throws Exception {
    var on = new AtomicBoolean(true);
    var begun = new CountDownLatch(1);
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              begun.countDown();
              while (on.get()) {
                Thread.onSpinWait();
              }
            });
    begun.await();

    assertThat(versions(thread)).isEmpty();

    on.set(false);
    thread.join();
    assertThat(versions(thread)).isEmpty();
  }

  /** Each wakes the next, again and again, while others look at them: no wake-up may be lost. */
  @Test
  void whoIsWokenWhileSomebodyLooksGoesOn() {
    List<Semaphore> turns = new ArrayList<>();
    for (int i = 0; i < PLAYERS; i++) {
      turns.add(new Semaphore(0));
    }
    var passed = new AtomicInteger();
    List<Thread> players = new ArrayList<>();
    for (int i = 0; i < PLAYERS; i++) {
      Semaphore mine = turns.get(i);
      Semaphore next = turns.get((i + 1) % PLAYERS);
      players.add(
          Thread.ofVirtual()
              .start(
                  Scene.in(
                      one,
                      () -> {
                        for (int turn = 0; turn < MESSAGES / PLAYERS; turn++) {
                          mine.acquireUninterruptibly();
                          passed.incrementAndGet();
                          next.release();
                        }
                      })));
    }
    for (int i = 0; i < 2; i++) {
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            while (players.stream().anyMatch(Thread::isAlive)) {
              players.forEach(ParkedThreadsTest::versions);
            }
          });
    }

    turns.getFirst().release();

    until(() -> players.stream().noneMatch(Thread::isAlive));
    assertThat(passed).hasValue(MESSAGES);
  }
}
