package io.baton.process;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.api.process.Processes.spawnMonitor;
import static io.baton.api.process.Processes.stop;
import static io.baton.fixtures.Await.CAP;
import static io.baton.process.Scene.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.fixtures.Logged;
import io.baton.spi.CapturedCall;
import io.baton.spi.Turn;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NextTest {
  private static final int TURNS = 10_000_000;

  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  /**
   * A function that continues, or not; each of its turns is bound again, as a qualified call is.
   */
  @FunctionalInterface
  private interface Function extends CapturedCall {
    Next run() throws Throwable;

    @Override
    default Turn bind() {
      return new Bound(this);
    }
  }

  private record Bound(Function function) implements Turn {
    @Override
    public Next run() throws Throwable {
      return function.run();
    }

    @Override
    public boolean upToDate() {
      return true;
    }

    @Override
    public ClassLoader code() {
      return null;
    }
  }

  /** Counts down, as a captured local call does: it is its own turn. */
  private record Local(int left, Set<Long> depths) implements CapturedCall, Turn {
    @Override
    public Turn bind() {
      return this;
    }

    @Override
    public Next run() {
      look(left, depths);
      return left == 0 ? stop() : new Local(left - 1, depths);
    }

    @Override
    public boolean upToDate() {
      return true;
    }

    @Override
    public ClassLoader code() {
      return null;
    }
  }

  private static Next countDown(int left, Set<Long> depths) {
    look(left, depths);
    return left == 0 ? stop() : (Function) () -> countDown(left - 1, depths);
  }

  private static void look(int left, Set<Long> depths) {
    if (left % (TURNS / 10) == 0) {
      depths.add(StackWalker.getInstance().walk(frames -> frames.count()));
    }
  }

  @Test
  void localLoopOfTenMillionTurnsKeepsItsStack() {
    Set<Long> depths = new HashSet<>();

    var loop = spawnMonitor(new Local(TURNS, depths));

    assertThat(reason(loop)).isEqualTo(ExitReason.NORMAL);
    assertThat(depths).hasSize(1);
  }

  @Test
  void loopOfTenMillionCallsThatAreBoundEachTimeKeepsItsStack() {
    Set<Long> depths = new HashSet<>();

    var loop = spawnMonitor((Function) () -> countDown(TURNS, depths));

    assertThat(reason(loop)).isEqualTo(ExitReason.NORMAL);
    assertThat(depths).hasSize(1);
  }

  @Test
  void stopEndsTheProcessNormally() {
    var process = spawnMonitor(stop());

    assertThat(reason(process)).isEqualTo(ExitReason.NORMAL);
  }

  @Test
  void stateGoesFromTurnToTurn() {
    Pid test = self();

    Pid counter = spawn(counting(test, 0));

    for (int i = 0; i < 5; i++) {
      send(counter, "next");
      assertThat(receive(Integer.class, CAP)).contains(i);
    }
  }

  private static Function counting(Pid test, int count) {
    return () -> {
      receive(String.class);
      send(test, count);
      return counting(test, count + 1);
    };
  }

  @Test
  void callIsBoundAgainUntilTheDecisionHolds() {
    List<String> log = new ArrayList<>();
    var stale = new Decision(log, "stale", false);
    var fresh = new Decision(log, "fresh", true);
    List<Turn> decisions = new ArrayList<>(List.of(stale, stale, fresh));

    var process = spawnMonitor((CapturedCall) decisions::removeFirst);

    assertThat(reason(process)).isEqualTo(ExitReason.NORMAL);
    assertThat(log).containsExactly("fresh");
    assertThat(decisions).isEmpty();
  }

  private record Decision(List<String> log, String name, boolean upToDate) implements Turn {
    @Override
    public Next run() {
      log.add(name);
      return stop();
    }

    @Override
    public ClassLoader code() {
      return null;
    }
  }

  @Test
  void callThatCannotBeBoundEndsTheProcess() {
    CapturedCall unbindable =
        () -> {
          throw new IllegalStateException("no such version");
        };

    var process = spawnMonitor(unbindable);

    assertThat(reason(process)).hasToString("java.lang.IllegalStateException: no such version");
  }

  /** Cannot leave its version, for one reason after the other. */
  private record Stuck(List<String> reasons, List<Turn> before) implements CapturedCall {
    @Override
    public Turn bind() {
      throw new AssertionError("a process says which turn was before");
    }

    @Override
    public Turn bind(Turn turn) {
      before.add(turn);
      return new StuckTurn(this, reasons.removeFirst());
    }
  }

  private record StuckTurn(Stuck call, String why) implements Turn {
    @Override
    public Next run() {
      return call.reasons().isEmpty() ? stop() : call;
    }

    @Override
    public boolean upToDate() {
      return true;
    }

    @Override
    public ClassLoader code() {
      return NextTest.class.getClassLoader();
    }

    @Override
    public Optional<String> whyIn(ClassLoader version) {
      return Optional.of(why);
    }
  }

  @Test
  void whyAProcessStaysInItsVersionIsLoggedOnceForEachReason() {
    var stuck = new Stuck(new ArrayList<>(List.of("a", "a", "a", "b", "b")), new ArrayList<>());
    try (var log = new Logged("io.baton.process")) {
      var process = spawnMonitor(stuck);

      assertThat(reason(process)).isEqualTo(ExitReason.NORMAL);
      assertThat(log.lines()).hasSize(2);
      assertThat(log.lines().getFirst())
          .isEqualTo("process %s stays in its version: a".formatted(process.pid()));
      assertThat(log.lines().getLast()).endsWith("b");
    }
    assertThat(stuck.before().getFirst()).isNull();
    assertThat(stuck.before().get(1)).isEqualTo(new StuckTurn(stuck, "a"));
  }

  @Test
  void processHoldsNothingOfTheCallsBeforeTheOneThatRuns() {
    Pid test = self();
    List<WeakReference<Next>> earlier = new ArrayList<>();

    Pid process = spawn(first(test, earlier));
    assertThat(receive(String.class, CAP)).contains("second");

    assertThat(collected(earlier.getFirst())).isTrue();
    send(process, "stop");
  }

  private static Next first(Pid test, List<WeakReference<Next>> earlier) {
    Function call = () -> second(test);
    earlier.add(new WeakReference<>(call));
    return call;
  }

  private static Next second(Pid test) {
    return (Function)
        () -> {
          send(test, "second");
          receive(String.class);
          return stop();
        };
  }

  private static boolean collected(WeakReference<?> reference) {
    for (int i = 0; i < 100 && reference.get() != null; i++) {
      System.gc();
    }
    return reference.get() == null;
  }
}
