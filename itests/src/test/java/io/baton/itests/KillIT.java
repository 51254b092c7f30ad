package io.baton.itests;

import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.self;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Lingering;
import io.baton.api.code.PurgeResult;
import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.spi.ProcessTable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Test;

/**
 * Promise 7: whoever is told to end ends, whatever it does. Each of these processes says {@code
 * began} when it is about to do it, and {@code finally} when it is over.
 */
public class KillIT extends BatonTest {
  private static final List<String> STUBBORN =
      List.of(
          "spins",
          "sleeps",
          "swallowsInterrupts",
          "catchesThrowable",
          "recursesInItsCatchBlocks",
          "waitsForALock",
          "waitsForAFuture",
          "waitsForAConnection",
          "holdsAMonitor",
          "receives");

  private Stubborn stubborn;

  private interface Stubborn {
    Pid start(String what, Pid reader);
  }

  private static final String MEMBERS =
      """
      static int x;
      static final Object MONITOR = new Object();

      public Pid start(String what, Pid reader) {
        return spawn(() -> {
          try {
            send(reader, "began " + what);
            run(what);
          } finally {
            x++;
          }
        });
      }

      private static void run(String what) {
        switch (what) {
          case "spins" -> { while (true) { x++; } }
          case "sleeps" -> sleep();
          case "swallowsInterrupts" -> { while (true) { sleep(); } }
          case "catchesThrowable" -> { while (true) { try { x = 1 / (x - x); } catch (Throwable t) { x++; } } }
          case "recursesInItsCatchBlocks" -> recurse();
          case "waitsForALock" -> waitForALock();
          case "waitsForAFuture" -> new CompletableFuture<String>().join();
          case "waitsForAConnection" -> accept();
          case "holdsAMonitor" -> { synchronized (MONITOR) { while (true) { x++; } } }
          case "receives" -> receive(Integer.class);
          default -> throw new IllegalArgumentException(what);
        }
      }

      private static void sleep() {
        try { Thread.sleep(1_000_000); } catch (InterruptedException e) { x++; }
      }

      private static void recurse() {
        try { while (true) { x++; } } catch (Throwable t) { recurse(); }
      }

      private static void waitForALock() {
        var lock = new java.util.concurrent.locks.ReentrantLock();
        var taken = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> { lock.lock(); taken.countDown(); });
        try { taken.await(); } catch (InterruptedException e) { x++; }
        lock.lock();
      }

      private static void accept() {
        try (var server = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
          server.accept();
        } catch (java.io.IOException e) {
          x++;
        }
      }
      """;

  private static TestBundle stubborn(int vsn) {
    return TestBundle.module(
        "stubborn", vsn + ".0.0", "Pid start(String what, Pid reader);", MEMBERS);
  }

  /** Each has its own place in one of the queues of the JDK's scheduler. */
  private static final int THREADS = 20;

  @Before
  public void loadTheFirst() {
    load(stubborn(1));
    stubborn = code.qualified("stubborn", Stubborn.class);
  }

  private Pid start(String what) {
    Pid pid = stubborn.start(what, self());
    assertThat(await(String.class)).isEqualTo("began " + what);
    return pid;
  }

  @Test
  public void purgeEndsWhoeverIsInTheOldVersionAndItsThreadComesHome() {
    for (String what : STUBBORN) {
      load(stubborn(1 + STUBBORN.indexOf(what) + 1));
      code.purge("stubborn");
      Pid pid = start(what);
      var ref = monitor(pid);
      load(stubborn(100 + STUBBORN.indexOf(what)));

      PurgeResult result = code.purge("stubborn");

      assertThat(result).as(what).isInstanceOf(PurgeResult.PurgedByKilling.class);
      var purged = (PurgeResult.PurgedByKilling) result;
      assertThat(purged.killed()).as(what).extracting(Lingering::pid).contains(Optional.of(pid));
      assertThat(purged.fenced()).as(what).isEmpty();
      assertThat(await(Down.class)).isEqualTo(new Down(ref, pid, ExitReason.KILLED));
    }
  }

  @Test
  public void exitSignalKillEndsWhateverItHits() {
    for (String what : STUBBORN) {
      Pid pid = start(what);
      ProcessTable.Running running =
          processes.running().stream()
              .filter(process -> process.pid().equals(pid))
              .findFirst()
              .orElseThrow();
      var ref = monitor(pid);

      exit(pid, ExitReason.KILL);

      assertThat(isAlive(pid)).as(what).isFalse();
      assertThat(await(Down.class)).isEqualTo(new Down(ref, pid, ExitReason.KILLED));
      comesHome(running.thread(), what);
    }
  }

  private static void comesHome(Thread thread, String what) {
    try {
      assertThat(thread.join(PATIENCE)).as(what).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Pid startOnAThreadOfItsOwn(String what) throws Exception {
    Pid test = self();
    var started = new FutureTask<>(() -> stubborn.start(what, test));
    Thread.ofPlatform().start(started);
    assertThat(await(String.class)).isEqualTo("began " + what);
    return started.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** As many processes spin as there are carriers, and more: others are served all the same. */
  @Test
  public void processesThatSpinDoNotStopTheOthers() throws Exception {
    List<Pid> spinning =
        java.util.stream.IntStream.rangeClosed(0, 2 * Runtime.getRuntime().availableProcessors())
            .mapToObj(i -> stubborn.start("spins", self()))
            .toList();
    spinning.forEach(_ -> assertThat(await(String.class)).isEqualTo("began spins"));

    for (int i = 0; i < THREADS; i++) {
      Pid late = startOnAThreadOfItsOwn("receives");
      assertThat(isAlive(late)).isTrue();
      exit(late, ExitReason.KILL);
    }

    spinning.forEach(pid -> exit(pid, ExitReason.KILL));
  }
}
