package io.baton.itests;

import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.Test;

/**
 * Promise 9, for as long as one likes: the property {@code baton.soak.rounds} says how often a
 * version is loaded and the one before soft purged, while processes of the module serve requests.
 */
public class SoakIT extends RaceTest {
  private static final int ROUNDS_WANTED = Integer.getInteger("baton.soak.rounds", 30);
  private static final int REPORTED = 100;
  private static final int SERVERS_OF_A_CLIENT = 5;
  private static final int BYSTANDERS = 50;

  /** What the JDK itself still adds when it has run for some time: linkers, lambdas, reflection. */
  private static final int MORE_CLASSES = 150;

  private static final long MORE_METASPACE_KIB = 2_048;

  /** Written after each load, read by clients before each call. */
  private final AtomicInteger loaded = new AtomicInteger();

  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicInteger answered = new AtomicInteger();
  private final Footprint footprint = new Footprint();

  private interface Soak {
    Next loop(int id, int count, Pid reader);

    int vsn();
  }

  private static TestBundle soak(int vsn) {
    return TestBundle.module(
            "soak",
            vsn + ".0.0",
            "Next loop(int id, int count, Pid reader); int vsn();",
            Modules.VSN
                + """
                record State(int id, int count) {}

                public Next loop(int id, int count, Pid reader) {
                  var state = new State(id, count);
                  int request = receive(Integer.class);
                  Supplier<String> answer = () -> state.id() + ":" + request + ":" + state.count();
                  send(reader, answer.get());
                  return module.loop(id, count + 1, reader);
                }

                public int vsn() { return vsn; }
                """)
        .importing("org.osgi.framework");
  }

  @Test
  public void roundsUnderLoadLeaveNothingBehindAndLoseNothing() throws Exception {
    next(1);
    List<Pid> bystanders =
        IntStream.range(0, BYSTANDERS).mapToObj(_ -> spawn(() -> receive(Integer.class))).toList();
    Pid test = self();
    IntStream.range(0, CLIENTS)
        .forEach(i -> start(() -> send(test, request(i * SERVERS_OF_A_CLIENT)), i % 2 == 0));

    int third = Math.max(1, ROUNDS_WANTED / 3);
    rounds(1, third);
    Footprint.Taken early = footprint.take();
    rounds(third, ROUNDS_WANTED);
    Footprint.Taken late = footprint.take();
    stop.set(true);

    for (int i = 0; i < CLIENTS; i++) {
      Stopped stopped = await(Stopped.class);
      assertThat(stopped.wrong()).isEmpty();
      assertThat(stopped.done()).isPositive();
    }
    assertThat(bystanders).allMatch(pid -> isAlive(pid));
    System.out.printf("soak: after %d rounds %s%n", third, early);
    System.out.printf("soak: after %d rounds %s%n", ROUNDS_WANTED, late);
    System.out.printf("soak: %,d requests answered once each%n", answered.get());
    assertThat(late.loaders()).as("loaders of old versions").isZero();
    assertThat(late.classes()).isLessThanOrEqualTo(early.classes() + MORE_CLASSES);
    assertThat(late.metaspaceKib()).isLessThanOrEqualTo(early.metaspaceKib() + MORE_METASPACE_KIB);
  }

  private void rounds(int from, int to) throws Exception {
    long start = System.nanoTime();
    int since = from;
    for (int round = from; round < to; round++) {
      footprint.becomesOld(context, codeStatus.isLoaded("soak").orElseThrow());
      next(round + 1);
      softPurgeAsSoonAsUnused("soak");
      if (round % REPORTED == 0) {
        double seconds = (System.nanoTime() - start) / 1e9;
        double speed = (round + 1 - since) / seconds;
        System.out.printf("soak: round %d, %s, %.1f rounds/s%n", round, Footprint.now(), speed);
        start = System.nanoTime();
        since = round + 1;
      }
    }
  }

  private void next(int vsn) throws Exception {
    Path file = soak(vsn).in(work());
    load(file);
    loaded.set(vsn);
    Files.delete(file);
  }

  /** Asks each server in turn; each answers with the number of the request and its own count. */
  private Stopped request(int firstId) {
    List<String> wrong = new ArrayList<>();
    Soak soak = code.qualified("soak", Soak.class);
    Pid me = self();
    List<Pid> servers =
        IntStream.range(firstId, firstId + SERVERS_OF_A_CLIENT)
            .mapToObj(id -> spawn(soak.loop(id, 0, me)))
            .toList();
    int count = 0;
    do {
      for (int i = 0; i < servers.size(); i++) {
        int request = count * servers.size() + i;
        send(servers.get(i), request);
        String answer = receive(String.class, PATIENCE).orElse("none");
        if (!answer.equals(firstId + i + ":" + request + ":" + count)) {
          wrong.add("%d, %d of %d: %s".formatted(request, count, firstId + i, answer));
        }
        answered.incrementAndGet();
        int atLeast = loaded.get();
        int vsn = soak.vsn();
        if (vsn < atLeast) {
          wrong.add("%d after the load of %d".formatted(vsn, atLeast));
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      count++;
    } while (!stop.get() && wrong.isEmpty());
    receive(Object.class, Duration.ZERO).ifPresent(more -> wrong.add("answered twice: " + more));
    servers.stream().filter(pid -> !isAlive(pid)).forEach(pid -> wrong.add(pid + " is gone"));
    return new Stopped(count, wrong);
  }
}
