package io.baton.code.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.ModuleVersion;
import io.baton.api.process.Next;
import io.baton.code.exports.Exports;
import io.baton.code.fun.Apply;
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
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Several modules switch at one moment: no caller sees a mix, however it calls. As in what was seen
 * of Erlang's atomic_load (g.12), where a reader asks one module and then the other.
 */
class SwitchingTest {
  private static final int SWITCHES = 2_000;
  private static final List<String> MODULES = List.of("a", "b", "c");

  private final Views views = new Views(new Mapping());

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

  /** A way to call a module. */
  enum Way {
    VIEW,
    NEXT,
    APPLY,
    BIND
  }

  private static Target target(String module, int number) {
    var id = new ModuleVersion(module, number + ".0.0", number, "", Instant.EPOCH);
    return new Target(
        module,
        new Target.Callable(
            id,
            new Implementation(number),
            Service.class.getClassLoader(),
            new Exports(List.of(Service.class))));
  }

  private Switching switching(int number) {
    return new Switching(
        MODULES.stream()
            .map(module -> new Switching.Move(views.of(module), target(module, number)))
            .toList());
  }

  private void switchTo(int number) {
    Switching.all(
        MODULES.stream()
            .map(module -> new Switching.Move(views.of(module), target(module, number)))
            .toList());
  }

  private IntSupplier caller(String module, Way way) {
    Service view = views.qualified(module, Service.class);
    return switch (way) {
      case VIEW -> view::number;
      case NEXT -> () -> turn(view);
      case APPLY -> () -> apply(module);
      case BIND -> () -> (int) views.named(module).bind().version().number();
    };
  }

  private static int turn(Service view) {
    try {
      return ((Ran) ((CapturedCall) view.loop()).bind().run()).number();
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private int apply(String module) {
    try {
      return (int) Apply.call(views.of(module).reached(), "number", List.of());
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /**
   * The first mix that a caller of one module after the other has seen; empty if there was none.
   */
  private String mix(List<IntSupplier> calls) {
    while (!done) {
      int newest = 0;
      for (IntSupplier call : calls) {
        int number = call.getAsInt();
        if (number < newest) {
          return number + " after " + newest;
        }
        newest = number;
      }
    }
    return "";
  }

  private static FutureTask<String> started(boolean virtual, Callable<String> body) {
    var task = new FutureTask<>(body);
    Thread.Builder threads = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
    threads.start(task);
    return task;
  }

  @ParameterizedTest
  @CsvSource({
    "true, VIEW",
    "false, VIEW",
    "true, NEXT",
    "false, NEXT",
    "false, APPLY",
    "true, BIND",
    "false, BIND"
  })
  void noCallerSeesANewVersionAndThenAnOldOne(boolean virtual, Way way) throws Exception {
    switchTo(1);
    List<FutureTask<String>> readers = new ArrayList<>();
    for (List<String> order : List.of(MODULES, MODULES.reversed(), List.of("b", "a", "c", "b"))) {
      List<IntSupplier> calls = order.stream().map(module -> caller(module, way)).toList();
      readers.add(started(virtual, () -> mix(calls)));
    }

    for (int i = 2; i <= SWITCHES; i++) {
      switchTo(i);
    }
    done = true;

    for (FutureTask<String> reader : readers) {
      assertThat(reader.get(10, TimeUnit.SECONDS)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"VIEW", "NEXT", "APPLY", "BIND"})
  void everyCallRunsTheOldVersionsUntilTheMomentAndTheNewOnesFromThenOn(Way way) {
    switchTo(1);
    List<IntSupplier> calls = MODULES.stream().map(module -> caller(module, way)).toList();
    assertThat(calls).extracting(IntSupplier::getAsInt).containsExactly(1, 1, 1);
    Switching switching = switching(2);

    switching.prepare();
    for (int again = 0; again < 3; again++) {
      assertThat(calls).extracting(IntSupplier::getAsInt).containsExactly(1, 1, 1);
    }

    switching.commit();
    assertThat(calls).extracting(IntSupplier::getAsInt).containsExactly(2, 2, 2);

    switching.settle();
    assertThat(calls).extracting(IntSupplier::getAsInt).containsExactly(2, 2, 2);
  }

  @Test
  void aTurnThatWasBoundBeforeTheMomentIsNotUpToDateAfterIt() {
    switchTo(1);
    Service view = views.qualified("a", Service.class);
    Switching switching = switching(2);
    switching.prepare();
    Turn turn = ((CapturedCall) view.loop()).bind();
    assertThat(turn.upToDate()).isTrue();

    switching.commit();

    assertThat(turn.upToDate()).isFalse();
  }

  @Test
  void aViewThatIsMadeDuringASwitchFollowsIt() {
    switchTo(1);
    Switching switching = switching(2);
    switching.prepare();
    Service view = views.qualified("a", Service.class);
    assertThat(view.number()).isEqualTo(1);

    switching.commit();
    switching.settle();

    assertThat(view.number()).isEqualTo(2);
  }

  @Test
  void aModuleThatIsNotNamedStays() {
    switchTo(1);
    views.of("other").switchTo(target("other", 7));

    switchTo(2);

    assertThat(views.qualified("other", Service.class).number()).isEqualTo(7);
  }
}
