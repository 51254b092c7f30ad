package io.baton.process;

import static io.baton.api.process.ExitReason.KILLED;
import static io.baton.fixtures.Await.CAP;
import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.fixtures.Await;
import io.baton.fixtures.MarkedVersionLoader;
import io.baton.process.state.LocalProcess;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Unwinding of the threads of processes that other threads have ended. */
class ReaperTest {
  private static final long VERSION = 7;

  private final Points points = new Points();
  private final ProcessSystem runtime = new ProcessSystem(new NothingConverts(), points);

  /** Code of a version: whatever runs in it has a marked frame on its stack. */
  private record Code(Runnable body) implements Runnable {
    @Override
    public void run() {
      body.run();
    }
  }

  private static Runnable inVersion(Runnable body) throws Exception {
    var version = new MarkedVersionLoader("1.0.0#" + VERSION, ReaperTest.class);
    return (Runnable) version.make(Code.class, body);
  }

  private LocalProcess process(Pid pid) {
    return runtime.running().stream()
        .map(LocalProcess.class::cast)
        .filter(process -> process.pid() == pid)
        .findFirst()
        .orElseThrow();
  }

  private void untilUnwound(LocalProcess process) {
    until(() -> !runtime.running().contains(process));
  }

  @AfterEach
  void stop() {
    runtime.stop();
    boolean _ = Thread.interrupted();
  }

  private LocalProcess spinning() throws Exception {
    Runnable spin =
        inVersion(() -> {
          while (true) {
            points.loop();
          }
        });
    LocalProcess process = process(runtime.spawn(once(spin::run)));
    until(() -> points.met.get() > 0);
    return process;
  }

  @Test
  void processThatSpinsEndsAtASafepointOfTheVersionThatItSpinsIn() throws Exception {
    LocalProcess process = spinning();

    runtime.kill(process);

    untilUnwound(process);
    assertThat(process.ended()).isEqualTo(KILLED);
  }

  @Test
  void safepointsAreDisarmedWhenTheProcessHasUnwound() throws Exception {
    LocalProcess process = spinning();

    runtime.kill(process);

    untilUnwound(process);
    until(points.armed::isEmpty);
  }

  @Test
  void safepointsEndNoOtherProcess() throws Exception {
    var stop = new CountDownLatch(1);
    Runnable spin =
        inVersion(() -> {
          points.loop();
          until(() -> stop.getCount() == 0);
        });
    LocalProcess process = process(runtime.spawn(once(spin::run)));
    until(() -> points.met.get() > 0);

    runtime.kill(process);
    until(() -> points.armed.containsValue(VERSION));

    assertThatCode(points::loop).doesNotThrowAnyException();
    stop.countDown();
    untilUnwound(process);
  }

  @Test
  void processThatSwallowsTheInterruptAndSleepsAgainIsWokenAgain() {
    var woken = new AtomicInteger();
    Pid pid =
        runtime.spawn(
            once(() -> {
              while (woken.get() < 3) {
                try {
                  Thread.sleep(Duration.ofDays(1));
                } catch (InterruptedException _) {
                  woken.incrementAndGet();
                }
              }
            }));
    LocalProcess process = process(pid);
    until(() -> process.thread().getState() == Thread.State.TIMED_WAITING);

    runtime.kill(process);

    untilUnwound(process);
    assertThat(woken).hasValue(3);
  }

  @Test
  void threadThatIsKilledWhileItWaitsInAModuleIsWoken() throws Exception {
    var woken = new CountDownLatch(1);
    Runnable wait =
        inVersion(() -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException _) {
            woken.countDown();
          }
        });
    Thread thread = Thread.ofPlatform().start(wait);
    until(() -> thread.getState() == Thread.State.WAITING);

    runtime.kill(runtime.adopt(thread));

    Await.await(woken);
    thread.join(CAP);
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void threadThatSpinsInAModuleEndsItsCallAtASafepoint() throws Exception {
    var ended = new CountDownLatch(1);
    Runnable spin =
        inVersion(() -> {
          while (true) {
            points.loop();
          }
        });
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                spin.run();
              } catch (ProcessExit _) {
                ended.countDown();
              }
            });
    until(() -> points.met.get() > 0);

    runtime.kill(runtime.adopt(thread));

    Await.await(ended);
    assertThat(ended.getCount()).isZero();
  }

  @Test
  void threadThatWasKilledIsItselfAgainWhenItHasLeftTheModule() throws Exception {
    var leave = new CountDownLatch(1);
    Runnable stay = inVersion(() -> until(() -> leave.getCount() == 0));
    var pids = new ArrayBlockingQueue<Pid>(2);
    var again = new CountDownLatch(1);
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              pids.add(runtime.self());
              stay.run();
              until(() -> again.getCount() == 0);
              pids.add(runtime.self());
            });
    Pid before = pids.take();
    LocalProcess process = process(before);
    until(() -> Arrays.stream(thread.getStackTrace()).anyMatch(f -> f.toString().contains("#7")));

    runtime.kill(process);
    leave.countDown();
    untilUnwound(process);
    again.countDown();

    assertThat(pids.take()).isNotEqualTo(before);
  }

  /** Lets the reaper stand still while it arms the safepoints of a version. */
  private final class Pause {
    final CountDownLatch reached = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);

    Pause() {
      points.whenArmed = this::stand;
    }

    private void stand() {
      reached.countDown();
      until(() -> goOn.getCount() == 0);
    }
  }

  private Runnable spinningInVersion() throws Exception {
    return inVersion(() -> {
      while (true) {
        points.loop();
      }
    });
  }

  @Test
  void sessionThatHasJustLeftIsNotInterrupted() throws Exception {
    var pause = new Pause();
    var left = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    var known = new ArrayBlockingQueue<Pid>(1);
    Runnable spin = spinningInVersion();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                runtime.runAs(
                    this,
                    () -> {
                      known.add(runtime.self());
                      spin.run();
                      return true;
                    });
              } catch (Exception | ProcessExit _) {
                left.countDown();
              }
              LockSupport.park();
              end.countDown();
            });
    LocalProcess session = process(known.take());
    until(() -> points.met.get() > 0);
    runtime.kill(session);
    Await.await(pause.reached);
    Await.await(left);
    until(() -> thread.getState() == Thread.State.WAITING);

    pause.goOn.countDown();

    until(points.armed::isEmpty);
    assertThat(thread.isInterrupted()).isFalse();
    assertThat(thread.getState()).isEqualTo(Thread.State.WAITING);
    LockSupport.unpark(thread);
    Await.await(end);
  }

  @Test
  void threadThatWasKilledIsAdoptedAsAnotherProcessAtOnce() throws Exception {
    var leave = new CountDownLatch(1);
    Runnable stay = inVersion(() -> until(() -> leave.getCount() == 0));
    Thread thread = Thread.ofPlatform().start(stay);
    var before = (LocalProcess) runtime.adopt(thread);
    runtime.kill(before);

    var after = (LocalProcess) runtime.adopt(thread);

    assertThat(after.pid()).isNotEqualTo(before.pid());
    assertThat(after.ended()).isNull();
    assertThat(runtime.adopt(thread)).isSameAs(after);
    leave.countDown();
    untilUnwound(before);
  }

  @Test
  void threadThatGotItsExitAtASafepointDoesNotGetItAgainWhenItHasLeft() throws Exception {
    var pause = new Pause();
    var pids = new ArrayBlockingQueue<Pid>(1);
    Runnable spin = spinningInVersion();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                spin.run();
              } catch (ProcessExit _) {
                pids.add(runtime.self());
              }
            });
    until(() -> points.met.get() > 0);
    LocalProcess before = (LocalProcess) runtime.adopt(thread);

    runtime.kill(before);

    Pid after = pids.poll(10, TimeUnit.SECONDS);
    assertThat(after).isNotNull().isNotEqualTo(before.pid());
    pause.goOn.countDown();
  }

  @Test
  void threadThatGotItsExitMayEnterTheModuleAgain() throws Exception {
    var pause = new Pause();
    var entered = new CountDownLatch(1);
    Runnable spin = spinningInVersion();
    Runnable enter = inVersion(points::enter);
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                spin.run();
              } catch (ProcessExit _) {
                enter.run();
                entered.countDown();
              }
            });
    until(() -> points.met.get() > 0);

    runtime.kill(runtime.adopt(thread));

    Await.await(entered);
    pause.goOn.countDown();
  }

  @Test
  void threadThatCatchesItsExitInsideTheModuleGetsItAgain() throws Exception {
    var pause = new Pause();
    var told = new AtomicInteger();
    Runnable stubborn =
        inVersion(() -> {
          while (told.get() < 3) {
            try {
              points.loop();
            } catch (ProcessExit _) {
              told.incrementAndGet();
            }
          }
        });
    Thread thread = Thread.ofPlatform().start(stubborn);
    until(() -> points.met.get() > 0);

    runtime.kill(runtime.adopt(thread));

    thread.join(CAP);
    assertThat(told).hasValue(3);
    pause.goOn.countDown();
  }
}
