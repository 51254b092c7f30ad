package io.baton.itests;

import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.process.CallFailedException;
import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.server.Started;
import io.baton.api.server.Sys;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.Test;
import org.osgi.framework.wiring.BundleWiring;

/** Servers across versions: the loop belongs to Baton. */
public class ServerIT extends BatonTest {

  private interface Counter {
    Started start();

    int next();

    int reset();
  }

  private Counter startCounter() {
    load(Bundles.jar("counter-1.0"));
    Counter counter = code.qualified("counter", Counter.class);
    assertThat(counter.start()).isInstanceOf(Started.Ok.class);
    return counter;
  }

  /** Promise 2, for servers: observation m.1. */
  @Test
  public void theFirstMessageAfterALoadIsHandledByTheNewVersionWithTheOldState() {
    Counter counter = startCounter();
    int before = counter.next();

    load(Bundles.jar("counter-2.0"));
    List<Integer> after = List.of(counter.next(), counter.reset(), counter.next());

    assertThat(before).isZero();
    assertThat(after).containsExactly(1, 2, 0);
  }

  /** Promise 6: an idle server does not pin. */
  @Test
  public void aServerThatWaitsDoesNotLinger() {
    Counter counter = startCounter();
    counter.next();

    load(Bundles.jar("counter-2.0"));

    assertThat(codeStatus.lingering("counter")).isEmpty();
    assertThat(codeLoader.softPurge("counter")).isInstanceOf(SoftPurgeResult.Purged.class);
    assertThat(counter.next()).isEqualTo(1);
  }

  /** Promises 2 and 10. */
  @Test
  public void anUpgradeUnderCallsLosesNoneAndKeepsTheState() throws InterruptedException {
    Counter counter = startCounter();
    List<Integer> counted = new ArrayList<>();
    var done = new AtomicBoolean();
    var begun = new CountDownLatch(1_000);
    Pid client =
        spawn(() -> {
          while (!done.get()) {
            counted.add(counter.next());
            begun.countDown();
          }
        });
    var end = monitor(client);

    await(begun);
    load(Bundles.jar("counter-2.0"));
    done.set(true);
    Down down = await(Down.class);

    assertThat(down).isEqualTo(new Down(end, client, ExitReason.NORMAL));
    assertThat(counted).isEqualTo(IntStream.range(0, counted.size()).boxed().toList());
    assertThat(counter.next()).isEqualTo(counted.size());
    assertThat(codeLoader.softPurge("counter")).isInstanceOf(SoftPurgeResult.Purged.class);
  }

  /** A server whose state is a record; the second version may want another component. */
  private static TestBundle store(int vsn, String state, String first, String next) {
    return new TestModule("store", vsn + ".0.0")
        .functions("Started start(); String next(); Pid client(Pid reader); Next asks(Pid reader);")
        .implementing("Server<String, State, Ask<?>>")
        .members(
            """
            public Started start() {
              return Servers.start("store", "x", ServerOptions.named("store"));
            }
            public String next() { return Servers.of("store").call(new NextItem()).text(); }
            public Pid client(Pid reader) { return spawn(here.asks(reader)); }
            public Next asks(Pid reader) {
              receive(String.class);
              send(reader, "VSN " + Servers.of("store").call(new NextItem()).text());
              return here.asks(reader);
            }
            public Init<State> init(String name) { return Init.ok(FIRST); }
            public Handled<State> handleCall(Ask<?> call, From from, State state) {
              return switch (call) {
                case NextItem next -> next.reply(new Item("VSN:" + state.count()), NEXT);
              };
            }
            """
                .replace("VSN", String.valueOf(vsn))
                .replace("FIRST", first)
                .replace("NEXT", next))
        .bundle()
        .type("record State(%s) {}".formatted(state))
        .type("record Item(String text) {}")
        .type("sealed interface Ask<R> extends Call<R> permits NextItem {}")
        .type("record NextItem() implements Ask<Item> {}");
  }

  private static TestBundle store(int vsn) {
    return store(vsn, "int count", "new State(0)", "new State(state.count() + 1)");
  }

  private static TestBundle storeWithALimit(int vsn) {
    return store(vsn, "int count, int limit", "new State(0, 9)", "new State(state.count() + 1, 9)");
  }

  private interface Store {
    Started start();

    String next();

    Pid client(Pid reader);
  }

  private Store startStore() {
    Store store = code.qualified("store", Store.class);
    assertThat(store.start()).isInstanceOf(Started.Ok.class);
    return store;
  }

  private Pid pid() {
    return Sys.of("store").getStatus().pid();
  }

  /** Promise 10: a record crosses to the class of the same name. */
  @Test
  public void aStateThatIsARecordCrosses() {
    load(store(1));
    Store store = startStore();
    String before = store.next();

    load(store(2));

    assertThat(List.of(before, store.next(), store.next())).containsExactly("1:0", "2:1", "2:2");
  }

  /** Promise 10: requests and replies cross in both directions. */
  @Test
  public void aClientOfTheOldVersionCallsAServerOfTheNew() {
    load(store(1));
    Store store = startStore();
    Pid client = store.client(self());
    awaitReceive(client);

    load(store(2));
    send(client, "ask");

    assertThat(await(String.class)).isEqualTo("1 2:0");
  }

  /** Promise 9: a server that waits keeps nothing of the old version, though it is not called. */
  @Test
  public void theOldVersionIsUnloadedThoughTheServerOnlyWaits() {
    ModuleVersion one = load(store(1)).current();
    var loader =
        new WeakReference<>(
            context.getBundle(one.location()).adapt(BundleWiring.class).getClassLoader());
    Store store = startStore();
    store.next();

    load(store(2));
    codeLoader.softPurge("store");

    until(() -> {
      System.gc();
      return loader.get() == null;
    });
    assertThat(store.next()).isEqualTo("2:1");
  }

  /** Promise 6: it is seen before anyone calls it, so a soft purge does not take its version. */
  @Test
  public void aServerThatWaitsAndCannotLeaveItsVersionLingersSoonAfterTheLoad() {
    load(store(1));
    Store store = startStore();

    load(storeWithALimit(2));
    until(() -> !codeStatus.lingering("store").isEmpty());

    assertThat(codeLoader.softPurge("store")).isInstanceOf(SoftPurgeResult.StillUsed.class);
    assertThat(store.next()).isEqualTo("1:0");
  }

  /** Promises 6 and 10. */
  @Test
  public void aServerWhoseStateDoesNotCrossServesOnAndLingers() {
    load(store(1));
    Store store = startStore();

    load(storeWithALimit(2));
    List<String> served = List.of(store.next(), store.next());
    var lingering = codeStatus.lingering("store");
    SoftPurgeResult soft = codeLoader.softPurge("store");

    assertThat(served).containsExactly("1:0", "1:1");
    assertThat(lingering).singleElement().satisfies(one -> assertThat(one.pid()).contains(pid()));
    assertThat(soft).isInstanceOf(SoftPurgeResult.StillUsed.class);
    assertThat(store.next()).isEqualTo("1:2");
  }

  /** Promise 7. */
  @Test
  public void aPurgeKillsAServerWhoseStateDoesNotCross() {
    load(store(1));
    Store store = startStore();
    load(storeWithALimit(2));
    store.next();
    Pid server = pid();
    var monitor = monitor(server);

    PurgeResult purged = codeLoader.purge("store");

    assertThat(purged.killedProcesses()).hasSize(1);
    assertThat(await(Down.class)).isEqualTo(new Down(monitor, server, ExitReason.KILLED));
    assertThatThrownBy(store::next)
        .isInstanceOf(CallFailedException.class)
        .hasMessageContaining("noproc");
  }
}
