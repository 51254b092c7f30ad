package io.baton.itests;

import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.spawnMonitor;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Lingering;
import io.baton.api.code.ModuleStatus;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PurgeResult;
import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Next;
import io.baton.api.process.Spawned;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.Before;
import org.junit.Test;

/**
 * Promise 7: a process that cannot be reached is dead to all others, and shown until its thread
 * unwinds.
 */
public class FencedIT extends BatonTest {
  private interface Stuck {
    Next atALock(Object lock, CountDownLatch there);
  }

  private static TestBundle stuck(int vsn) {
    return TestBundle.module(
        "stuck",
        vsn + ".0.0",
        "Next atALock(Object lock, CountDownLatch there);",
        """
        public Next atALock(Object lock, CountDownLatch there) {
          there.countDown();
          synchronized (lock) {
            return stop();
          }
        }
        """);
  }

  /** The bound of a purge, which these tests have to wait for. */
  @Before
  public void makePurgesImpatient() throws Exception {
    bound("purge.timeout.ms", Duration.ofMillis(300));
  }

  private List<Lingering> fenced() {
    return codeStatus.status().stream().map(ModuleStatus::fenced).flatMap(List::stream).toList();
  }

  @Test
  public void processThatWaitsForALockIsFencedUntilItUnwinds() throws Exception {
    ModuleVersion one = load(stuck(1)).current();
    Stuck module = code.qualified("stuck", Stuck.class);
    var there = new CountDownLatch(1);
    Object lock = new Object();
    Spawned process;
    PurgeResult result;
    List<Lingering> whileItIsThere;
    synchronized (lock) {
      process = spawnMonitor(module.atALock(lock, there));
      await(there);
      until(() -> isBlocked(process));
      load(stuck(2));

      result = codeLoader.purge("stuck");
      whileItIsThere = fenced();
    }

    assertThat(result).isInstanceOf(PurgeResult.PurgedByKilling.class);
    assertThat(((PurgeResult.PurgedByKilling) result).fenced())
        .extracting(Lingering::label)
        .containsExactly(process.pid().toString());
    assertThat(whileItIsThere).extracting(Lingering::version).containsExactly(one);
    assertThat(isAlive(process.pid())).isFalse();
    assertThat(await(Down.class).reason()).isEqualTo(ExitReason.KILLED);
    until(() -> fenced().isEmpty());
  }

  private boolean isBlocked(Spawned process) {
    return processes.running().stream()
        .filter(one -> one.pid().equals(process.pid()))
        .anyMatch(one -> one.thread().getState() == Thread.State.BLOCKED);
  }
}
