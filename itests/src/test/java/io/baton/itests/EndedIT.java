package io.baton.itests;

import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Lingering;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.PurgedCodeException;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.itests.Modules.Counter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.Test;

/** A process that has ended is in no answer; one that comes during a purge is not ended by it. */
public class EndedIT extends KeeperTest {
  private static final int ROUNDS = Integer.getInteger("baton.rounds", 2);
  private static final int PROCESSES = 250;
  private static final int PURGES = 30;
  private static final int LATE = 20;

  private final List<Pid> counters = new ArrayList<>();

  /** Many processes in version 1, which then becomes old. */
  private void countInTheOldVersion(Path one, Path two) {
    load(one);
    Counter counter = code.qualified("counter", Counter.class);
    counters.clear();
    for (int i = 0; i < PROCESSES; i++) {
      counters.add(counter.start(self()));
    }
    counters.forEach(this::awaitReceive);
    load(two);
  }

  private static void end(Pid pid) {
    var ref = monitor(pid);
    exit(pid, ExitReason.KILL);
    assertThat(receive(Down.class, down -> down.ref().equals(ref), PATIENCE)).isPresent();
  }

  private void forgetTheCounter() {
    var _ = codeLoader.purge("counter");
    var _ = codeLoader.delete("counter");
    var _ = codeLoader.purge("counter");
    while (receive(String.class, Duration.ZERO).isPresent()) {
      // that a counter was ready
    }
  }

  /** Promise 6: the thread of a process that has ended may still be on its way out. */
  @Test
  public void aProcessThatHasEndedDoesNotLingerAndKeepsNothing() {
    Path one = Modules.counter(1).in(work());
    Path two = Modules.counter(2).in(work());
    for (int round = 0; round < ROUNDS; round++) {
      countInTheOldVersion(one, two);
      for (Pid pid : counters) {
        end(pid);
        assertThat(codeStatus.lingering("counter"))
            .extracting(Lingering::pid)
            .doesNotContain(Optional.of(pid));
      }
      assertThat(codeLoader.softPurge("counter")).isInstanceOf(SoftPurgeResult.Purged.class);
      forgetTheCounter();
    }
  }

  /** Promise 7: a purge names those that it has ended, and no others. */
  @Test
  public void aPurgeDoesNotNameProcessesThatHadEnded() {
    Path one = Modules.counter(1).in(work());
    Path two = Modules.counter(2).in(work());
    for (int round = 0; round < ROUNDS; round++) {
      countInTheOldVersion(one, two);
      counters.forEach(pid -> exit(pid, ExitReason.KILL));

      PurgeResult result = codeLoader.purge("counter");

      assertThat(result).isInstanceOf(PurgeResult.Purged.class);
      assertThat(codeStatus.status()).allSatisfy(status -> assertThat(status.fenced()).isEmpty());
      forgetTheCounter();
    }
  }

  /** Promise 8: what comes during a purge gets the answer of what comes after it. */
  @Test
  public void processesThatComeDuringAPurgeAreNotEndedByIt() throws Exception {
    Path file = keeper(1).in(work());
    for (int round = 0; round < PURGES; round++) {
      Supplier<Integer> lambda = keeper.lambda();
      var inside = new CountDownLatch(1);
      var late = new AtomicInteger();
      Pid stuck = spawn(() -> keeper.callBack(() -> stayUntilAllHaveCome(inside, late)));
      await(inside);
      var _ = codeLoader.delete("keeper");
      var purge = new FutureTask<>(() -> codeLoader.purge("keeper"));
      Thread.ofPlatform().name("purge").start(purge);
      until(() -> !isAlive(stuck));
      Pid test = self();
      for (int i = 0; i < LATE; i++) {
        Pid _ = spawn(() -> call(lambda, late, test));
      }

      for (int i = 0; i < LATE; i++) {
        assertThat(await(String.class)).isEqualTo("comes too late");
      }
      assertThat(purge.get().killedProcesses())
          .extracting(Lingering::pid)
          .containsExactly(Optional.of(stuck));
      load(file);
    }
  }

  private static void call(Supplier<Integer> lambda, AtomicInteger late, Pid test) {
    late.incrementAndGet();
    try {
      send(test, "ran " + lambda.get());
    } catch (PurgedCodeException _) {
      send(test, "comes too late");
    }
  }

  /** In the version, whatever comes. */
  private static void stayUntilAllHaveCome(CountDownLatch inside, AtomicInteger late) {
    inside.countDown();
    long start = System.nanoTime();
    while (late.get() < LATE && System.nanoTime() - start < PATIENCE.toNanos()) {
      LockSupport.parkNanos(1_000);
      boolean _ = Thread.interrupted();
    }
  }
}
