package io.baton.code.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.Fun;
import io.baton.api.code.ModuleUnavailableException;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.Next;
import io.baton.code.exports.Exports;
import io.baton.code.fun.Apply;
import io.baton.code.fun.ExternalFuns;
import io.baton.spi.CapturedCall;
import io.baton.spi.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The object of a version goes, and another one comes. */
class ComponentObjectTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final int ROUNDS = 500;

  /** One permit for each caller that waits. */
  private final Semaphore waiting = new Semaphore(0);

  private final Views views =
      new Views(
          new Mapping(),
          (_, arrived) -> {
            waiting.release();
            arrived.join();
            return true;
          });

  private final Service view = views.qualified("m", Service.class);
  private final ComponentObject object = object(false);
  private final Target.Callable version = switchTo(1, object);

  interface Service {
    int number();

    Next loop();
  }

  /** What a turn has run. */
  record Ran(int number) implements CapturedCall {
    @Override
    public Turn bind() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String called() {
      return "ran";
    }
  }

  record Implementation(int number) implements Service {
    @Override
    public Next loop() {
      return new Ran(number);
    }
  }

  private static ComponentObject object(boolean calledByItself) {
    return new ComponentObject(new Implementation(1), () -> calledByItself);
  }

  private Target.Callable switchTo(int number, ComponentObject of) {
    var id = new ModuleVersion("m", number + ".0.0", number, "", Instant.EPOCH);
    var callable =
        new Target.Callable(
            id, of, Service.class.getClassLoader(), new Exports(List.of(Service.class)));
    views.of("m").switchTo(new Target("m", callable));
    return callable;
  }

  private void leaves(Duration bound) {
    object.left(Absence.now(bound, () -> "its bundle is stopped"));
    views.of("m").changed();
  }

  private void arrives(int number) {
    object.arrived(new Implementation(number));
    views.of("m").changed();
  }

  private <T> FutureTask<T> waitingFor(Callable<T> call) throws InterruptedException {
    var task = new FutureTask<>(call);
    Thread.ofVirtual().start(task);
    assertThat(waiting.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    return task;
  }

  private static <T> T get(FutureTask<T> task) throws Exception {
    return task.get(10, TimeUnit.SECONDS);
  }

  private int turn() throws Exception {
    try {
      return ((Ran) ((CapturedCall) view.loop()).bind().run()).number();
    } catch (Throwable e) {
      throw new Exception(e);
    }
  }

  private int apply() throws Exception {
    try {
      return (int) Apply.call(views.of("m").reached(), "number", List.of());
    } catch (Throwable e) {
      throw new Exception(e);
    }
  }

  @Test
  void callsOfAllKindsWaitForTheNextObject() throws Exception {
    assertThat(view.number()).isEqualTo(1);
    assertThat(turn()).isEqualTo(1);
    leaves(LONG);

    var call = waitingFor(view::number);
    var turn = waitingFor(this::turn);
    var applied = waitingFor(this::apply);
    arrives(2);

    assertThat(List.of(get(call), get(turn), get(applied))).containsOnly(2);
    assertThat(view.number()).isEqualTo(2);
    assertThat(version.instance()).isEqualTo(new Implementation(2));
  }

  @Test
  void callsThatWaitGoToAnotherVersionThatComesMeanwhile() throws Exception {
    leaves(LONG);
    var call = waitingFor(view::number);
    var turn = waitingFor(this::turn);

    switchTo(2, new ComponentObject(new Implementation(2), () -> false));

    assertThat(List.of(get(call), get(turn))).containsOnly(2);
  }

  @Test
  void callsFailAfterTheBoundAndSayWhatIsMissing() {
    leaves(Duration.ofMillis(1));

    assertThatThrownBy(view::number)
        .isInstanceOf(ModuleUnavailableException.class)
        .hasMessageContaining("m 1.0.0")
        .hasMessageContaining("its bundle is stopped");
    assertThatThrownBy(this::apply).hasRootCauseInstanceOf(ModuleUnavailableException.class);
  }

  /** It has no caller that could get an error. */
  @Test
  void turnsWaitWithoutABound() throws Exception {
    leaves(Duration.ZERO);
    var turn = waitingFor(this::turn);

    arrives(2);

    assertThat(get(turn)).isEqualTo(2);
  }

  @Test
  void callsOfAModuleThatIsDeletedMeanwhileAreUndefined() throws Exception {
    leaves(LONG);
    var call =
        waitingFor(() -> {
          try {
            return view.number();
          } catch (UndefinedFunctionException e) {
            return e.getClass();
          }
        });

    views.of("m").switchTo(new Target("m", null));

    assertThat(get(call)).isEqualTo(UndefinedFunctionException.class);
  }

  @Test
  void callsOfAModuleWhoseVersionIsGoneWaitForTheNext() throws Exception {
    views.of("m").switchTo(new Target("m", null, Absence.now(LONG, () -> "uninstalled")));
    var call = waitingFor(view::number);

    switchTo(2, new ComponentObject(new Implementation(2), () -> false));

    assertThat(get(call)).isEqualTo(2);
  }

  @Test
  void aComponentThatWouldWaitForItselfIsToldSoAtOnce() {
    ComponentObject own = object(true);
    switchTo(2, own);
    own.left(Absence.now(LONG, () -> ""));
    views.of("m").changed();

    assertThatThrownBy(view::number)
        .isInstanceOf(ModuleUnavailableException.class)
        .hasMessageContaining("is called by its own component");
    assertThatThrownBy(this::turn).hasRootCauseInstanceOf(ModuleUnavailableException.class);
  }

  /** A turn that was bound before is bound again. */
  @Test
  void aTurnIsNotUpToDateOnceItsObjectIsGone() {
    Turn turn = ((CapturedCall) view.loop()).bind();
    boolean before = turn.upToDate();

    leaves(LONG);
    boolean meanwhile = turn.upToDate();
    arrives(2);

    assertThat(before).isTrue();
    assertThat(meanwhile).isFalse();
    assertThat(turn.upToDate()).isFalse();
  }

  @Test
  void aFunctionThatIsKeptByNameReachesTheNextObject() {
    var funs = new ExternalFuns(views, new Mapping(), _ -> false);
    arrives(7);

    assertThat(funs.call(Fun.of("m", "number"), List.of())).isEqualTo(7);
  }

  /** The gap before has an end of its own: those that wait have waited since then. */
  @Test
  void anObjectThatIsAwayStaysAwaySinceItWent() {
    leaves(Duration.ZERO);
    object.left(Absence.now(LONG, () -> "later"));

    assertThatThrownBy(view::number).hasMessageContaining("its bundle is stopped");
  }

  /** Written by the round, read by the caller. */
  private volatile int closed;

  @Test
  void noCallThatBeginsAfterAnObjectHasGoneReachesIt() throws Exception {
    var caller =
        new FutureTask<>(() -> {
          int last = 1;
          while (last < ROUNDS) {
            int before = closed;
            last = view.number();
            assertThat(last).isGreaterThan(before);
          }
          return last;
        });
    Thread.ofPlatform().start(caller);

    for (int round = 1; round < ROUNDS; round++) {
      leaves(LONG);
      closed = round;
      arrives(round + 1);
    }

    assertThat(get(caller)).isEqualTo(ROUNDS);
  }
}
