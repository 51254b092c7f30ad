package io.baton.process.schedule;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.spawn;
import static io.baton.fixtures.Await.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Next;
import io.baton.api.process.Processes;
import io.baton.fixtures.Await;
import io.baton.fixtures.Once;
import io.baton.process.ActiveRuntime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More processes run without a pause than there are carriers, and others begin all the same. */
class TimekeeperTest {
  private static final int CARRIERS = Runtime.getRuntime().availableProcessors();

  /** Each thread has its own place in one of the queues of the JDK's scheduler. */
  private static final int THREADS = 20;

  private static final int MANY = 300;

  /** Some hundred rounds passed before the queues were emptied in each. */
  private static final int FEW_ROUNDS = 25;

  private static final int TURNS = 10;

  /** So long that it does not matter. */
  private static final Duration ROUND = Duration.ofMinutes(1);

  @RegisterExtension private final ActiveRuntime active = new ActiveRuntime();

  private final AtomicBoolean enough = new AtomicBoolean();

  @AfterEach
  void end() {
    enough.set(true);
  }

  private void assertThatOthersBegin() throws InterruptedException {
    for (int i = 0; i < THREADS; i++) {
      assertThatAnotherBegins(Await.CAP);
    }
  }

  private static void assertThatAnotherBegins(Duration cap) throws InterruptedException {
    var begun = new CountDownLatch(1);
    Thread.ofPlatform().start(() -> spawn(begun::countDown));
    assertThat(begun.await(cap.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  private void receiveWithoutAPause() {
    while (!enough.get()) {
      receive(String.class, Duration.ZERO);
    }
  }

  @Test
  void processThatReceivesWithoutAPauseDoesNotStopTheOthers() throws InterruptedException {
    IntStream.rangeClosed(0, CARRIERS).forEach(_ -> spawn(this::receiveWithoutAPause));

    assertThatOthersBegin();
  }

  /** More than are asked at the end of one slice. */
  @Test
  void aNewProcessWaitsForFewRoundsOfVeryManyThatPoll() throws InterruptedException {
    IntStream.range(0, MANY).forEach(_ -> spawn(this::receiveWithoutAPause));

    for (int i = 0; i < THREADS; i++) {
      int before = TimeSlice.rounds();
      assertThatAnotherBegins(ROUND);
      assertThat(TimeSlice.rounds() - before).isLessThan(FEW_ROUNDS);
    }
  }

  @Test
  void eachOfVeryManyThatPollHasItsTurns() {
    var polls = new AtomicIntegerArray(MANY);
    for (int i = 0; i < MANY; i++) {
      int number = i;
      spawn(() -> {
        while (!enough.get()) {
          receive(String.class, Duration.ZERO);
          polls.incrementAndGet(number);
        }
      });
    }

    for (int i = 0; i < MANY; i++) {
      int number = i;
      until(() -> polls.get(number) >= TURNS);
    }
  }

  private Next takeTurns() {
    return enough.get() ? Processes.stop() : new Once(this::takeTurns);
  }

  @Test
  void processThatTakesTurnsWithoutAPauseDoesNotStopTheOthers() throws InterruptedException {
    IntStream.rangeClosed(0, CARRIERS).forEach(_ -> spawn(new Once(this::takeTurns)));

    assertThatOthersBegin();
  }

  @Test
  void carriersAreScarceWhileMoreProcessesRunThanThereAre() {
    IntStream.rangeClosed(0, CARRIERS).forEach(_ -> spawn(this::receiveWithoutAPause));
    until(() -> active.runtime().areCarriersScarce());

    enough.set(true);

    until(() -> !active.runtime().areCarriersScarce());
  }
}
