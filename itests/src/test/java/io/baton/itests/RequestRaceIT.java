package io.baton.itests;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.whereis;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.api.process.Pid;
import io.baton.examples.frequency.FrequencyClient;
import io.baton.examples.frequency.Reply;
import io.baton.examples.frequency.Reply.Allocated;
import io.baton.itests.Modules.Vsn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.Test;

/** Requests and loads at the same time. */
public class RequestRaceIT extends RaceTest {
  /** Promises 3, 10 and 11: each request is answered once, and the state survives every switch. */
  @Test
  public void everyRequestIsAnsweredOnceWhileVersionsAlternate() {
    var frequency = code.qualified("frequency", FrequencyClient.class);
    load(Bundles.jar("frequency-1.0"));
    Pid server = frequency.start();
    var stop = new AtomicBoolean();
    Pid test = self();
    IntStream.range(0, CLIENTS)
        .forEach(i -> start(() -> send(test, ask(frequency, stop)), i % 2 == 0));

    for (int i = 1; i <= SWITCHES; i++) {
      load(Bundles.jar(i % 2 == 0 ? "frequency-1.0" : "frequency-2.0"));
      softPurgeAsSoonAsUnused("frequency");
    }
    stop.set(true);

    for (int i = 0; i < CLIENTS; i++) {
      Stopped stopped = await(Stopped.class);
      assertThat(stopped.wrong()).isEmpty();
      assertThat(stopped.done()).isPositive();
    }
    assertThat(whereis("frequency")).contains(server);
    Set<Reply> free = new HashSet<>();
    IntStream.range(0, 6).forEach(_ -> free.add(frequency.allocate()));
    assertThat(free).hasSize(6).allMatch(reply -> reply instanceof Allocated);
  }

  private static Stopped ask(FrequencyClient frequency, AtomicBoolean stop) {
    List<String> wrong = new ArrayList<>();
    int done = 0;
    try {
      while (!stop.get()) {
        if (!(frequency.allocate() instanceof Allocated(int allocated))) {
          wrong.add("refused, though there are more than enough");
        } else if (!(frequency.deallocate(allocated) instanceof Reply.Ok)) {
          wrong.add("%d was not mine".formatted(allocated));
        }
        done++;
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (RuntimeException e) {
      wrong.add(e.toString());
    }
    receive(Object.class, Duration.ZERO).ifPresent(more -> wrong.add("answered twice: " + more));
    return new Stopped(done, wrong);
  }

  /** Promises 1 and 5: of several loads at once, each takes effect whole or not at all. */
  @Test
  public void loadsFromSeveralThreadsTakeTurns() throws Exception {
    Vsn alpha = code.qualified("alpha", Vsn.class);
    for (int round = 0; round < ROUNDS; round++) {
      List<LoadResult> results = loadAtOnce(List.of(1, 2, 3, 4));

      assertThat(results).filteredOn(result -> result instanceof LoadResult.Loaded).hasSize(2);
      assertThat(results).filteredOn(result -> result instanceof LoadResult.NotPurged).hasSize(2);
      assertThat(alpha.vsn() + ".0.0").isEqualTo(current("alpha"));
      assertThat(bundlesOf("alpha")).containsExactlyInAnyOrder(current("alpha"), old("alpha"));
      codeLoader.purge("alpha");
      codeLoader.delete("alpha");
      codeLoader.purge("alpha");
      assertThat(bundlesOf("alpha")).isEmpty();
    }
  }

  private List<LoadResult> loadAtOnce(List<Integer> versions) {
    var together = new CyclicBarrier(versions.size());
    Pid test = self();
    for (int vsn : versions) {
      Path file = Modules.alpha(vsn).in(work());
      Thread.ofPlatform()
          .start(() -> {
            try {
              together.await();
              send(test, codeLoader.loadFile(file));
            } catch (Exception e) {
              send(test, e);
            }
          });
    }
    return versions.stream().map(_ -> await(LoadResult.class)).toList();
  }

  private List<String> bundlesOf(String module) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> module.equals(bundle.getSymbolicName()))
        .map(bundle -> bundle.getVersion().toString())
        .toList();
  }
}
