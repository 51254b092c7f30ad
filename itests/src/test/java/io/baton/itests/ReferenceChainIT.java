package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.After;
import org.junit.Test;

/** Modules whose components have plain static references to services of each other. */
public class ReferenceChainIT extends BatonTest {
  private static final int ROUNDS = Integer.getInteger("baton.rounds", 4);

  private static final Map<String, String> NEEDS_PONG = Map.of("pong", "1..1");
  private static final Map<String, String> LIKES_PING = Map.of("ping", "0..1");

  /** Null until it begins. */
  private Load load;

  @After
  public void stopCalling() throws InterruptedException {
    if (load != null) {
      load.stop();
    }
  }

  /** What the tests call of each module. */
  interface Part {
    int sum();

    Pid open();

    int count();
  }

  /** A module that serves, and adds the sums of those that it refers to. */
  private static TestBundle part(String name, int vsn, Map<String, String> references) {
    var text = new StringBuilder();
    references.forEach((other, cardinality) ->
        text.append(
            """
            <reference name="%s" interface="java.util.function.IntSupplier" bind="bind"
                cardinality="%s" target="(baton.module=%s)"/>
            """
                .formatted(other, cardinality, other)));
    return new TestModule(name, vsn + ".0.0")
        .functions("int sum(); Pid open(); int count();")
        .implementing("IntSupplier, Server<Integer, Integer, Impl.Count>")
        .providing("java.util.function.IntSupplier")
        .members(
            """
            private final List<IntSupplier> others = new CopyOnWriteArrayList<>();
            public record Count() implements Call<Integer> {}

            public void bind(IntSupplier other) { others.add(other); }
            public int getAsInt() { return VSN; }
            public int sum() { return VSN + others.stream().mapToInt(IntSupplier::getAsInt).sum(); }

            public Pid open() {
              Servers.start("NAME", 0, ServerOptions.named("NAME"));
              return whereis("NAME").orElseThrow();
            }

            public int count() { return Servers.of("NAME").call(new Count()); }
            public Init<Integer> init(Integer first) { return Init.ok(first); }

            public Handled<Integer> handleCall(Count call, From from, Integer count) {
              return call.reply(count + 1, count + 1);
            }
            """
                .replace("NAME", name)
                .replace("VSN", String.valueOf(vsn)))
        .referring(text.toString())
        .bundle();
  }

  /** The parts of a test, under load: their servers live through all of it. */
  private final class Parts {
    private final List<String> names;
    private final List<Part> parts = new ArrayList<>();
    private final List<Pid> servers = new ArrayList<>();
    private final List<Supplier<?>> calls = new ArrayList<>();

    Parts(String... names) throws InterruptedException {
      this.names = List.of(names);
      for (String name : names) {
        Part part = code.qualified(name, Part.class);
        parts.add(part);
        servers.add(part.open());
        calls.add(part::sum);
        calls.add(part::count);
      }
      load = new Load(calls);
    }

    int sum(String name) {
      return parts.get(names.indexOf(name)).sum();
    }

    /** It cannot be seen that a thread has read a reference and is about to call. */
    void purge(String name) {
      load.awaitNextCalls();
      softPurgeAsSoonAsUnused(name);
      assertThat(old(name)).isEmpty();
    }

    void assertAllLived() throws InterruptedException {
      stopCalling();
      assertThat(load.failures()).isEmpty();
      assertThat(parts.getLast().count()).isEqualTo(load.count() + 1);
      for (String name : names) {
        assertThat(servers).contains(Processes.whereis(name).orElseThrow());
      }
    }
  }

  /** Two that refer to each other. */
  private Parts pingAndPong() throws InterruptedException {
    load(part("pong", 10, LIKES_PING));
    load(part("ping", 1, NEEDS_PONG));
    return new Parts("pong", "ping");
  }

  @Test
  public void twoThatReferToEachOtherFollowEachLoadOfEach() throws Exception {
    Parts parts = pingAndPong();

    for (int vsn = 2; vsn <= 4; vsn++) {
      load(part("ping", vsn, NEEDS_PONG));
      assertThat(parts.sum("ping")).isEqualTo(vsn + (vsn - 1) * 10);
      parts.purge("ping");
      load(part("pong", vsn * 10, LIKES_PING));
      assertThat(parts.sum("ping")).isEqualTo(vsn * 11);
      parts.purge("pong");
    }

    parts.assertAllLived();
  }

  @Test
  public void aChainOfThreeFollowsEachLoadOfEach() throws Exception {
    load(part("first", 1, Map.of()));
    load(part("middle", 10, Map.of("first", "1..1")));
    load(part("last", 100, Map.of("middle", "1..1", "first", "1..1")));
    var parts = new Parts("first", "middle", "last");

    load(part("first", 2, Map.of()));
    assertThat(parts.sum("last")).isEqualTo(112);
    parts.purge("first");
    load(part("middle", 20, Map.of("first", "1..1")));
    assertThat(parts.sum("last")).isEqualTo(122);
    parts.purge("middle");
    load(part("last", 200, Map.of("middle", "1..1", "first", "1..1")));
    assertThat(parts.sum("last")).isEqualTo(222);
    parts.purge("last");

    parts.assertAllLived();
  }

  /** Each load makes the component of the other one again, also while that is being prepared. */
  @Test
  public void aModuleAndTheOneThatItRefersToAreLoadedAtTheSameMoment() throws Exception {
    Map<String, String> needs = Map.of("first", "1..1");
    load(part("first", 10, Map.of()));
    load(part("second", 1, needs));
    var parts = new Parts("first", "second");

    loadAtTheSameMoment("first", Map.of(), "second", needs);

    assertThat(parts.sum("second")).isEqualTo(ROUNDS + ROUNDS * 10);
    parts.assertAllLived();
  }

  @Test
  public void twoThatReferToEachOtherAreLoadedAtTheSameMoment() throws Exception {
    Parts parts = pingAndPong();

    loadAtTheSameMoment("pong", LIKES_PING, "ping", NEEDS_PONG);

    assertThat(parts.sum("ping")).isEqualTo(ROUNDS + ROUNDS * 10);
    parts.assertAllLived();
  }

  /** The versions of the first are ten times those of the second. */
  private void loadAtTheSameMoment(
      String first, Map<String, String> firstsNeeds, String second, Map<String, String> needs)
      throws Exception {
    var barrier = new CyclicBarrier(2);
    var firsts = new FutureTask<>(() -> loadEach(first, firstsNeeds, 10, barrier));
    var seconds = new FutureTask<>(() -> loadEach(second, needs, 1, barrier));
    Thread.ofPlatform().start(firsts);
    Thread.ofPlatform().start(seconds);
    firsts.get(100, TimeUnit.SECONDS);
    seconds.get(100, TimeUnit.SECONDS);
  }

  private Void loadEach(
      String name, Map<String, String> references, int factor, CyclicBarrier barrier)
      throws Exception {
    for (int vsn = 2; vsn <= ROUNDS; vsn++) {
      TestBundle next = part(name, vsn * factor, references);
      barrier.await(10, TimeUnit.SECONDS);
      load(next);
      load.awaitNextCalls();
      softPurgeAsSoonAsUnused(name);
    }
    return null;
  }
}
