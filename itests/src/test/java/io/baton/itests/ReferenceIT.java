package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Processes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.junit.After;
import org.junit.Test;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A component with a plain reference to the service of a module lives through the module's loads,
 * soft purges and purges, whatever kind its reference is of: in another module with its servers and
 * their state, and in a bundle that knows nothing of Baton.
 */
public class ReferenceIT extends BatonTest {
  private static final List<String> STATIC = kinds("static");
  private static final List<String> DYNAMIC = kinds("dynamic");

  /** Price and number of the object: it is made again at each load. */
  private static final List<Object> ONCE =
      List.of(List.of(1, 1), List.of(2, 2), List.of(3, 3), List.of(4, 4));

  /** The same, as a component that takes all is made for each that comes and for each that goes. */
  private static final List<Object> TWICE =
      List.of(List.of(1, 1), List.of(2, 3), List.of(3, 5), List.of(4, 7));

  private final List<Caller> callers = new ArrayList<>();

  @After
  public void stopCalling() throws Exception {
    for (Caller caller : callers) {
      caller.stop();
    }
  }

  /** Every option and cardinality. */
  private static List<String> kinds(String policy) {
    List<String> kinds = new ArrayList<>();
    for (String option : List.of("reluctant", "greedy")) {
      for (String cardinality : List.of("1..1", "0..1", "1..n", "0..n")) {
        kinds.add(
            "policy=\"%s\" policy-option=\"%s\" cardinality=\"%s\""
                .formatted(policy, option, cardinality));
      }
    }
    return kinds;
  }

  /** An object with a static reference is given up as a whole: calls that are in it go on. */
  private static String reference(String kind) {
    return """
    <reference name="price" interface="java.util.function.IntSupplier" bind="bind" %s %s/>
    """
        .formatted(kind, STATIC.contains(kind) ? "" : "unbind=\"unbind\"");
  }

  private static TestBundle price(int vsn) {
    return new TestModule("price", vsn + ".0.0")
        .functions("")
        .members("public int getAsInt() { return %d; }".formatted(vsn))
        .providing("java.util.function.IntSupplier")
        .bundle()
        .type("public interface Functions extends IntSupplier {}");
  }

  /** Has prices as a component is given them. */
  private static final String PRICES =
      """
      private final List<IntSupplier> prices = new CopyOnWriteArrayList<>();

      public void bind(IntSupplier price) { prices.add(price); }
      public void unbind(IntSupplier price) { prices.remove(price); }
      """;

  private static TestBundle shop(String kind) {
    return new TestModule("shop", "1.0.0")
        .implementing("Server<Integer, Shop.State, Shop.Sell>")
        .functions("int price(); String open(); int sold();")
        .members(
            PRICES
                + """
                public int price() { return prices.getLast().getAsInt(); }
                public String open() {
                  return Servers.start("shop", 0, ServerOptions.named("shop")).toString();
                }
                public int sold() { return Servers.of("shop").call(new Shop.Sell()); }
                public Init<Shop.State> init(Integer none) { return Init.ok(new Shop.State(none)); }
                public Handled<Shop.State> handleCall(Shop.Sell sell, From from, Shop.State state) {
                  if (price() < 1) { throw new IllegalStateException(); }
                  var next = new Shop.State(state.sold() + 1);
                  return sell.reply(next.sold(), next);
                }
                """)
        .referring(reference(kind))
        .bundle()
        .type(
            """
            interface Shop {
              record State(int sold) {}
              record Sell() implements Call<Integer> {}
            }
            """);
  }

  /** What the test calls of it. */
  interface Shop {
    int price();

    String open();

    int sold();
  }

  /** Calls as fast as it can, and notes what goes wrong. */
  private final class Caller {
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean stopping;

    /** Written by its thread: the last answer, and how many there were. */
    private volatile int last;

    private final AtomicInteger answers = new AtomicInteger();

    Caller(IntSupplier called) {
      thread = Thread.ofPlatform().start(() -> run(called));
      callers.add(this);
    }

    private void run(IntSupplier called) {
      while (!stopping) {
        try {
          last = called.getAsInt();
          answers.incrementAndGet();
        } catch (Throwable e) {
          failures.add(e);
        }
      }
    }

    /** From then on, this thread has begun no call before this one. */
    void awaitTwoMore() {
      int before = answers.get();
      until(() -> answers.get() > before + 1 || !failures.isEmpty());
      assertThat(failures).isEmpty();
    }

    void stop() throws InterruptedException {
      stopping = true;
      assertThat(thread.join(PATIENCE)).isTrue();
    }
  }

  @Test
  public void aModuleWithADynamicReferenceKeepsItsServersThroughLoadsAndPurges() throws Exception {
    for (String kind : DYNAMIC) {
      livesThroughLoads(kind);
    }
  }

  @Test
  public void aModuleWithAStaticReferenceKeepsItsServersThroughLoadsAndPurges() throws Exception {
    for (String kind : STATIC) {
      livesThroughLoads(kind);
    }
  }

  private void livesThroughLoads(String kind) throws Exception {
    load(price(1));
    load(shop(kind));
    Shop shop = code.qualified("shop", Shop.class);
    String server = shop.open();
    var price = new Caller(shop::price);
    var sales = new Caller(shop::sold);
    sales.awaitTwoMore();

    for (int vsn = 2; vsn <= 5; vsn++) {
      load(price(vsn));
      assertThat(shop.price()).as(kind).isEqualTo(vsn);
      price.awaitTwoMore();
      sales.awaitTwoMore();
      if (vsn % 2 == 0) {
        softPurgeAsSoonAsUnused("price");
      } else {
        assertThat(codeLoader.purge("price").killedProcesses()).as(kind).isEmpty();
      }
    }

    stopCalling();
    assertThat(price.failures).as(kind).isEmpty();
    assertThat(sales.failures).as(kind).isEmpty();
    assertThat(shop.sold()).as(kind).isEqualTo(sales.answers.get() + 1);
    assertThat(server).contains(String.valueOf(Processes.whereis("shop").orElseThrow()));
    callers.clear();
    leaveNothingBehind();
  }

  private static TestBundle client(String kind) {
    return TestBundle.plain("client", "1.0.0")
        .type(
            """
            public class Client implements Supplier<Object> {
              private static final AtomicInteger made = new AtomicInteger();
              private final int number = made.incrementAndGet();
              PRICES
              public Object get() { return List.of(prices.getLast().getAsInt(), number); }
            }
            """
                .replace("PRICES", PRICES))
        .component(
            "Client",
            """
            <service><provide interface="java.util.function.Supplier"/></service>
            """
                + reference(kind),
            "immediate=\"true\"");
  }

  @Test
  public void aPlainClientIsGivenCurrentAndNeverNone() throws Exception {
    for (String kind : DYNAMIC) {
      assertThat(prices(kind))
          .as(kind)
          .containsExactly(List.of(1, 1), List.of(2, 1), List.of(3, 1), List.of(4, 1));
    }
    for (String kind : STATIC) {
      assertThat(prices(kind))
          .as(kind)
          .containsExactlyElementsOf(
              kind.contains("greedy") && kind.contains("..n") ? TWICE : ONCE);
    }
  }

  /** What the client's component has after each load, and which object of it that is. */
  private List<Object> prices(String kind) throws Exception {
    load(price(1));
    start(client(kind));
    var clients =
        new ServiceTracker<Supplier<Object>, Supplier<Object>>(
            context, Supplier.class.getName(), null);
    clients.open();
    List<Object> prices = new ArrayList<>();
    prices.add(Objects.requireNonNull(clients.waitForService(PATIENCE.toMillis())).get());
    for (int vsn = 2; vsn <= 4; vsn++) {
      load(price(vsn));
      prices.add(Objects.requireNonNull(clients.getService()).get());
      if (vsn % 2 == 0) {
        softPurgeAsSoonAsUnused("price");
      } else {
        codeLoader.purge("price");
      }
      assertThat(Objects.requireNonNull(clients.getService()).get()).isEqualTo(prices.getLast());
    }
    clients.close();
    leaveNothingBehind();
    return prices;
  }

  @Test
  public void aPlainClientWithADynamicReferenceNeverMissesTheServiceUnderCalls() throws Exception {
    for (String kind : DYNAMIC) {
      load(price(1));
      start(client(kind));
      var clients =
          new ServiceTracker<Supplier<Object>, Supplier<Object>>(
              context, Supplier.class.getName(), null);
      clients.open();
      Supplier<Object> client = Objects.requireNonNull(clients.waitForService(PATIENCE.toMillis()));
      var caller = new Caller(() -> (Integer) ((List<?>) client.get()).getFirst());
      caller.awaitTwoMore();
      for (int vsn = 2; vsn <= 5; vsn++) {
        load(price(vsn));
        caller.awaitTwoMore();
        assertThat(caller.last).as(kind).isEqualTo(vsn);
        codeLoader.purge("price");
      }
      stopCalling();
      assertThat(caller.failures).as(kind).isEmpty();
      callers.clear();
      clients.close();
      leaveNothingBehind();
    }
  }
}
