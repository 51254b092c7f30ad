package io.baton.code.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.ModuleVersion;
import io.baton.api.process.Next;
import io.baton.code.exports.Exports;
import io.baton.spi.CapturedCall;
import io.baton.spi.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise 2: after a switch has returned, no call starts in the version before. */
class SwitchRaceTest {
  private static final int SWITCHES = 2_000;

  private final Views views = new Views(new Mapping());

  /** Written after each switch has returned, read before each call. */
  private volatile int switched;

  private volatile boolean done;

  interface Service {
    int number();

    Next loop();
  }

  record Implementation(int number) implements Service {
    @Override
    public Next loop() {
      return new Ran(number);
    }
  }

  /** Tells which version a turn ran in. */
  record Ran(int number) implements CapturedCall {
    @Override
    public Turn bind() {
      throw new AssertionError("it is never bound");
    }
  }

  private void switchTo(int number) {
    var id = new ModuleVersion("m", number + ".0.0", number, "", Instant.EPOCH);
    var callable =
        new Target.Callable(
            id,
            new Implementation(number),
            Service.class.getClassLoader(),
            new Exports(List.of(Service.class)));
    views.of("m").switchTo(new Target("m", callable));
    switched = number;
  }

  /** The first call that started in a version before the current one; 0 if there was none. */
  private int lateCall(IntSupplier call) {
    while (!done) {
      int before = switched;
      int number = call.getAsInt();
      if (number < before) {
        return number;
      }
    }
    return 0;
  }

  private void assertNoLateCalls(boolean virtual, IntSupplier call) throws Exception {
    switchTo(1);
    List<FutureTask<Integer>> callers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      callers.add(started(virtual, () -> lateCall(call)));
    }

    for (int i = 2; i <= SWITCHES; i++) {
      switchTo(i);
    }
    done = true;

    for (FutureTask<Integer> caller : callers) {
      assertThat(caller.get(10, TimeUnit.SECONDS)).isZero();
    }
  }

  private static FutureTask<Integer> started(boolean virtual, Callable<Integer> body) {
    var task = new FutureTask<>(body);
    Thread.Builder threads = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
    threads.start(task);
    return task;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noCallStartsInTheVersionBefore(boolean virtual) throws Exception {
    Service view = views.qualified("m", Service.class);

    assertNoLateCalls(virtual, view::number);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noTurnIsBoundToTheVersionBefore(boolean virtual) throws Exception {
    Service view = views.qualified("m", Service.class);

    assertNoLateCalls(virtual, () -> turn(view));
  }

  private static int turn(Service view) {
    try {
      return ((Ran) ((CapturedCall) view.loop()).bind().run()).number();
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void switchesOfOneModuleDoNotConcernAnother() {
    switchTo(1);
    Service view = views.qualified("m", Service.class);
    view.number();

    views.of("other").switchTo(new Target("other", null));

    assertThat(view.number()).isEqualTo(1);
  }
}
