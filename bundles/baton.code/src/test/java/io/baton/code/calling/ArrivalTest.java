package io.baton.code.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.ModuleVersion;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.Next;
import io.baton.api.process.ProcessRuntime;
import io.baton.code.exports.Exports;
import io.baton.spi.CapturedCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** While a module's first version is on its way, calls wait for it. */
class ArrivalTest {
  /** One permit for each caller that waits. */
  private final Semaphore waiting = new Semaphore(0);

  private volatile boolean waits = true;

  private final Views views =
      new Views(
          new Mapping(),
          (_, arrived) -> {
            if (waits) {
              waiting.release();
              arrived.join();
            }
            return waits;
          });

  private final Service view = views.qualified("m", Service.class);

  interface Service {
    int number();

    Next loop();
  }

  record Implementation(int number) implements Service {
    @Override
    public Next loop() {
      return ProcessRuntime.STOP;
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
  }

  private <T> FutureTask<T> waitingFor(Callable<T> call) throws InterruptedException {
    var task = new FutureTask<>(call);
    Thread.ofVirtual().start(task);
    assertThat(waiting.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    return task;
  }

  private void assertUndefined() {
    assertThatThrownBy(view::number).isInstanceOf(UndefinedFunctionException.class);
  }

  @Test
  void callsWaitAndThenRunTheFirstVersion() throws Exception {
    assertUndefined();
    Runnable arrived = views.of("m").expectFirst();
    var call = waitingFor(view::number);
    var turn = waitingFor(() -> ((CapturedCall) view.loop()).bind().upToDate());
    var bind = waitingFor(() -> views.named("m").bind().version().number());

    switchTo(1);
    arrived.run();

    assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(turn.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(bind.get(10, TimeUnit.SECONDS)).isEqualTo(1);
  }

  @Test
  void callsAreUndefinedIfItDoesNotCome() throws Exception {
    Runnable arrived = views.of("m").expectFirst();
    var call = waitingFor(view::number);

    arrived.run();

    assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(UndefinedFunctionException.class);
    assertUndefined();
  }

  /** Erlang: a call of the module from its own on_load is undef (f.5). */
  @Test
  void callThatMustNotWaitIsUndefinedAtOnceAndAffectsNoOther() throws Exception {
    Runnable arrived = views.of("m").expectFirst();
    waits = false;
    assertUndefined();
    waits = true;
    var call = waitingFor(view::number);

    switchTo(1);
    arrived.run();

    assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(view.number()).isEqualTo(1);
  }

  @Test
  void whenItHasArrivedCallsFollowEverySwitch() {
    Runnable arrived = views.of("m").expectFirst();
    switchTo(1);
    arrived.run();

    switchTo(2);

    assertThat(view.number()).isEqualTo(2);
  }

  @Test
  void callLoadsTheModuleAndTriesAgainEachTime() {
    var tried = new ArrayList<String>();
    var lazy =
        new Views(
            new Mapping(),
            new Arrivals() {
              @Override
              public boolean await(String module, CompletableFuture<?> arrived) {
                return false;
              }

              @Override
              public boolean load(String module) {
                tried.add(module);
                return tried.size() == 2;
              }
            });
    Service called = lazy.qualified("m", Service.class);

    assertThatThrownBy(called::number).isInstanceOf(UndefinedFunctionException.class);
    assertThat(tried).containsExactly("m");
    assertThatThrownBy(called::number).isInstanceOf(UndefinedFunctionException.class);
    assertThat(tried).containsExactly("m", "m", "m");
  }
}
