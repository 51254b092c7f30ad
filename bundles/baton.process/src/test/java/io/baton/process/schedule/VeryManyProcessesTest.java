package io.baton.process.schedule;

import static io.baton.fixtures.Await.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.process.Points;
import io.baton.process.state.LocalPid;
import io.baton.process.state.LocalProcess;
import java.time.Duration;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Processes that run are found among very many that wait, and the look at those takes little. */
class VeryManyProcessesTest {
  private static final int CARRIERS = Runtime.getRuntime().availableProcessors();
  private static final int VERY_MANY = 100_000;

  /** What is looked at in a tick. */
  private static final int SOME = 10_000;

  private static final int TIMES = 20;

  /** A look at all takes more ticks. */
  private static final int FEW_TICKS = 3;

  private final AtomicBoolean enough = new AtomicBoolean();
  private final List<Thread> threads = new ArrayList<>();
  private final LocalProcess waiting = process(this::waits);
  private final AtomicLong looks = new AtomicLong();

  private LocalProcess process(Runnable body) {
    Thread thread = Thread.startVirtualThread(body);
    threads.add(thread);
    return LocalProcess.ofThread(new LocalPid(threads.size()), thread, 0, () -> 0);
  }

  private void waits() {
    while (!enough.get()) {
      LockSupport.park();
    }
  }

  private void computes() {
    while (!enough.get()) {
      Thread.onSpinWait();
    }
  }

  /** More threads run than there are carriers. */
  @BeforeEach
  void allCarriersAreTaken() {
    until(() -> waiting.thread().getState() == Thread.State.WAITING);
    IntStream.rangeClosed(0, CARRIERS)
        .forEach(_ -> threads.add(Thread.startVirtualThread(this::computes)));
  }

  @AfterEach
  void end() {
    enough.set(true);
    threads.forEach(LockSupport::unpark);
    until(() -> threads.stream().noneMatch(Thread::isAlive));
  }

  /** So many that wait, and one that runs in the middle; counts how often one is looked at. */
  private final class Many extends AbstractCollection<LocalProcess> {
    private final LocalProcess running;

    Many(LocalProcess running) {
      this.running = running;
    }

    @Override
    public Iterator<LocalProcess> iterator() {
      return IntStream.range(0, size())
          .mapToObj(i -> {
            looks.incrementAndGet();
            return i == size() / 2 ? running : waiting;
          })
          .iterator();
    }

    @Override
    public int size() {
      return VERY_MANY;
    }
  }

  private void watch(LocalProcess running, Runnable test) {
    var all = new Many(running);
    var timekeeper = new Timekeeper(() -> all, new Points());
    timekeeper.start();
    try {
      test.run();
    } finally {
      timekeeper.stop();
    }
  }

  @Test
  void ofVeryManyThatWaitOnlySomeAreLookedAtInATick() {
    int before = TimeSlice.rounds();

    watch(waiting, () -> until(() -> looks.get() > 2 * VERY_MANY));

    assertThat(looks.get()).isLessThanOrEqualTo((long) SOME * (TimeSlice.rounds() - before));
  }

  @Test
  void oneThatRunsAmongThemIsAskedAtEachTickOnceItIsFound() {
    LocalProcess running = process(this::computes);
    int[] fewest = {Integer.MAX_VALUE};

    watch(
        running,
        () -> {
          until(() -> running.slice().isOverFor(Duration.ZERO));
          for (int i = 0; i < TIMES; i++) {
            int before = TimeSlice.rounds();
            running.slice().restart();
            until(() -> running.slice().isOverFor(Duration.ZERO));
            fewest[0] = Math.min(fewest[0], TimeSlice.rounds() - before);
          }
        });

    assertThat(fewest[0]).isLessThanOrEqualTo(FEW_TICKS);
  }
}
