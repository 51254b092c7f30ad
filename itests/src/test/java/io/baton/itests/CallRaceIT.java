package io.baton.itests;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.PurgedCodeException;
import io.baton.api.process.Pid;
import io.baton.itests.Modules.Vsn;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.Test;

/** Calls and loads at the same time. */
public class CallRaceIT extends RaceTest {
  /** Promises 1, 2 and 11. */
  @Test
  public void callsNeverFailAndNeverReachTheVersionBeforeTheLastLoad() {
    Vsn alpha = code.qualified("alpha", Vsn.class);
    load(Modules.alpha(1));
    var loaded = new AtomicInteger(1);
    var stop = new AtomicBoolean();
    Pid test = self();
    IntStream.range(0, CLIENTS)
        .forEach(i -> start(() -> send(test, call(alpha, loaded, stop)), i % 2 == 0));

    for (int vsn = 2; vsn <= LOADS; vsn++) {
      load(Modules.alpha(vsn));
      loaded.set(vsn);
      softPurgeAsSoonAsUnused("alpha");
    }
    stop.set(true);

    for (int i = 0; i < CLIENTS; i++) {
      Stopped stopped = await(Stopped.class);
      assertThat(stopped.wrong()).isEmpty();
      assertThat(stopped.done()).isPositive();
    }
  }

  private static Stopped call(Vsn alpha, AtomicInteger loaded, AtomicBoolean stop) {
    List<String> wrong = new ArrayList<>();
    int done = 0;
    while (!stop.get()) {
      int atLeast = loaded.get();
      try {
        int vsn = alpha.vsn();
        if (vsn < atLeast) {
          wrong.add("%d after the load of %d".formatted(vsn, atLeast));
        }
      } catch (RuntimeException e) {
        wrong.add(e.toString());
      }
      done++;
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return new Stopped(done, wrong);
  }

  private interface Lambdas {
    Supplier<Integer> lambda();
  }

  /** Promise 8: what a purge overtakes either runs before it, or not at all. */
  @Test
  public void aLambdaRunsUntilItsVersionIsPurgedAndNotOnceAfterwards() throws Exception {
    Lambdas lambdas = code.qualified("lambdas", Lambdas.class);
    for (int vsn = 1; vsn <= ROUNDS; vsn++) {
      load(lambdas(vsn));
      Supplier<Integer> lambda = lambdas.lambda();
      var purged = new AtomicBoolean();
      Pid test = self();
      Pid _ = spawn(() -> send(test, runUntilPurged(lambda, test, purged)));
      assertThat(await(Integer.class)).isEqualTo(vsn);

      load(lambdas(vsn + 1000));
      softPurgeAsSoonAsUnused("lambdas");
      purged.set(true);

      assertThat(await(Stopped.class).wrong()).isEmpty();
      codeLoader.delete("lambdas");
      codeLoader.purge("lambdas");
    }
  }

  private static TestBundle lambdas(int vsn) {
    return TestBundle.module(
            "lambdas",
            vsn + ".0.0",
            "Supplier<Integer> lambda();",
            Modules.VSN + "public Supplier<Integer> lambda() { return () -> vsn; }")
        .importing("org.osgi.framework");
  }

  private static Stopped runUntilPurged(Supplier<Integer> lambda, Pid test, AtomicBoolean purged) {
    List<String> wrong = new ArrayList<>();
    int done = 0;
    while (true) {
      boolean tooLate = purged.get();
      try {
        int vsn = lambda.get();
        if (done++ == 0) {
          send(test, vsn);
        }
        if (tooLate) {
          wrong.add("it ran after the purge");
        }
      } catch (PurgedCodeException _) {
        return new Stopped(done, wrong);
      }
    }
  }
}
