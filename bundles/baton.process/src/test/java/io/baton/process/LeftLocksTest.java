package io.baton.process;

import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.once;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Locks that are never released. */
class LeftLocksTest {
  private final ProcessSystem runtime = new ProcessSystem(new NothingConverts(), new Points());
  private final ReentrantLock lock = new ReentrantLock();

  @AfterEach
  void end() {
    runtime.stop();
  }

  private void spawnWaiter() {
    var waiter = runtime.spawn(once(lock::lockInterruptibly));
    until(() ->
        runtime.running().stream()
            .filter(process -> process.pid().equals(waiter))
            .anyMatch(process -> LockSupport.getBlocker(process.thread()) != null));
  }

  private List<String> alarms() {
    // the JVM of this test has not all options
    return runtime.inspection().alarms().stream()
        .filter(alarm -> !alarm.startsWith("this JVM lacks"))
        .toList();
  }

  @Test
  void lockOfAnEndedOwnerIsAnAlarmThatNamesWaitingProcesses() {
    var owner = runtime.spawn(once(lock::lock));
    until(() -> lock.isLocked() && !runtime.isAlive(owner));

    spawnWaiter();

    assertThat(alarms())
        .singleElement()
        .asString()
        .contains("wait for a lock", "ReentrantLock", "which has ended");
  }

  @Test
  void lockOfALivingOwnerIsNoAlarm() {
    runtime.spawn(
        once(() -> {
          lock.lock();
          LockSupport.park();
        }));
    until(lock::isLocked);

    spawnWaiter();

    assertThat(alarms()).isEmpty();
  }
}
