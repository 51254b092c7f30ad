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
import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.spi.ProcessTable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Test;

/**
 * Promise 7: a process that is told to end ends, whatever it does. Each of these processes says
 * {@code began} when it is about to do it, and {@code finally} when it is over.
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

    int value();

    boolean isFree();

    void in(Runnable body);
  }

  private static final String MEMBERS =
      """
      static int x;
      static final Object MONITOR = new Object();
      static final ReentrantLock LOCK = new ReentrantLock();

      static final class Table {
        static final int VALUE = receive(Integer.class);
      }

      public int value() { return Table.VALUE; }

      public boolean isFree() { return !LOCK.isLocked(); }

      public void in(Runnable body) { body.run(); }

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
          case "initialises" -> x = Table.VALUE;
          case "spinsWithALock" -> withALock(() -> { while (true) { x++; } });
          case "sleepsWithALock" -> withALock(() -> sleep());
          default -> throw new IllegalArgumentException(what);
        }
      }

      private static void withALock(Runnable body) {
        LOCK.lock();
        try { body.run(); } finally { release(); }
      }

      private static void release() { LOCK.unlock(); }

      private static void sleep() {
        try { Thread.sleep(1_000_000); } catch (InterruptedException e) { x++; }
      }

      private static void recurse() {
        try { while (true) { x++; } } catch (Throwable t) { recurse(); }
      }

      private static void waitForALock() {
        var lock = new ReentrantLock();
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
        "stubborn",
        vsn + ".0.0",
        """
        Pid start(String what, Pid reader);
        int value();
        boolean isFree();
        void in(Runnable body);
        """,
        MEMBERS.replace("ReentrantLock", "java.util.concurrent.locks.ReentrantLock"));
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
  public void purgeEndsEveryProcessInTheOldVersionAndUnwindsItsThread() {
    for (String what : STUBBORN) {
      load(stubborn(1 + STUBBORN.indexOf(what) + 1));
      codeLoader.purge("stubborn");
      Pid pid = start(what);
      var ref = monitor(pid);
      load(stubborn(100 + STUBBORN.indexOf(what)));

      PurgeResult result = codeLoader.purge("stubborn");

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

  /** A class whose initialiser was ended would be broken for all others. */
  @Test
  public void staticInitialiserOfAProcessThatIsKilledReturns() {
    Pid pid = start("initialises");
    awaitReceive(pid);
    var ref = monitor(pid);

    exit(pid, ExitReason.KILL);
    send(pid, 7);

    assertThat(await(Down.class)).isEqualTo(new Down(ref, pid, ExitReason.KILLED));
    assertThat(stubborn.value()).isEqualTo(7);
  }

  /** The process is in both versions: the purge of the old one leaves the classes of the new. */
  @Test
  public void purgeOfTheOldVersionBreaksNoClassOfTheNew() throws Exception {
    Pid test = self();
    Pid pid =
        spawn(() ->
            stubborn.in(() -> {
              send(test, "in version " + receive(String.class));
              var _ = stubborn.value();
            }));
    awaitReceive(pid);
    load(stubborn(2));
    send(pid, "1");
    assertThat(await(String.class)).isEqualTo("in version 1");
    awaitReceive(pid);
    var ref = monitor(pid);
    var purge = new FutureTask<>(() -> codeLoader.purge("stubborn"));
    Thread.ofPlatform().start(purge);
    until(KillIT::purgeWaits);

    send(pid, 7);

    assertThat(purge.get().killedProcesses())
        .extracting(Lingering::pid)
        .containsExactly(Optional.of(pid));
    assertThat(await(Down.class)).isEqualTo(new Down(ref, pid, ExitReason.KILLED));
    assertThat(stubborn.value()).isEqualTo(7);
  }

  private static boolean purgeWaits() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(java.util.Arrays::stream)
        .anyMatch(frame -> frame.getClassName().endsWith(".purging.PurgeDeadline"));
  }

  @Test
  public void methodOfTheModuleReleasesWhatAKilledProcessHolds() {
    for (String what : List.of("spinsWithALock", "sleepsWithALock")) {
      Pid pid = start(what);
      until(() -> !stubborn.isFree());

      exit(pid, ExitReason.KILL);

      until(stubborn::isFree);
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
