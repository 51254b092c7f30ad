package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.CheckResult;
import io.baton.api.code.LoadResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.server.Started;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.BundleException;

/** Promise 10: what hides in objects of the JDK and of libraries is converted or refused. */
public class HiddenStateIT extends BatonTest {
  private static final List<String> KINDS =
      List.of("promise", "classes", "cache", "failed", "pair");

  private interface Hold {
    Started start(String kind);

    String use(String kind);
  }

  private static final String MEMBERS =
      """
      public Started start(String kind) {
        return Servers.start("hold", kind, ServerOptions.named(kind));
      }
      public String use(String kind) { return Servers.of(kind).call(new Use()); }
      public Init<State> init(String kind) {
        Item item = new Item("a", 5);
        return Init.ok(switch (kind) {
          case "pool" -> new State.Pool(new ThreadPoolExecutor(
              0, 4, 1, TimeUnit.MILLISECONDS, new SynchronousQueue<>(),
              run -> { Thread t = new Thread(run, "w"); t.setDaemon(true); return t; }));
          case "promise" -> new State.Promise(CompletableFuture.completedFuture(item));
          case "classes" -> new State.Classes(new HashMap<>(Map.of(Item.class, 7)));
          case "cache" -> new State.Cache(new java.lang.ref.WeakReference<>(item), item);
          case "pair" -> new State.Best(new io.baton.itests.library.Pair<>("x", item));
          default -> new State.Failed(new NoStock("x"));
        });
      }
      public Handled<State> handleCall(Use use, From from, State state) {
        String text = switch (state) {
          case State.Pool p -> {
            try {
              yield p.pool().submit(() -> "ran").get();
            } catch (InterruptedException | ExecutionException e) {
              yield e.toString();
            }
          }
          case State.Promise p -> "price " + p.done().join().price();
          case State.Classes c -> "count " + c.counts().get(Item.class);
          case State.Cache c -> "last " + c.last().get().name();
          case State.Best b -> "best " + b.best().b().price();
          case State.Failed f when f.cause() instanceof NoStock none -> none.getMessage();
          case State.Failed f -> "not one of this version: " + f.cause();
        };
        return use.reply("VERSION " + text, state);
      }
      """;

  private static TestBundle library() {
    return TestBundle.plain("library", "1.0.0")
        .exported()
        .type("public record Pair<A, B>(A a, B b) {}");
  }

  private TestBundle hold(String version) {
    return new TestModule("hold", version)
        .functions("Started start(String kind); String use(String kind);")
        .implementing("Server<String, State, Use>")
        .members(MEMBERS.replace("VERSION", version))
        .bundle()
        .against(library)
        .importing("io.baton.itests.library")
        .type("record Item(String name, int price) {}")
        .type("record Use() implements Call<String> {}")
        .type(
            """
            class NoStock extends RuntimeException {
              NoStock(String what) { super(what); }
              @Override public String getMessage() { return "no stock: " + super.getMessage(); }
            }
            """)
        .type(
            """
            sealed interface State {
              record Pool(ExecutorService pool) implements State {}
              record Promise(CompletableFuture<Item> done) implements State {}
              record Classes(Map<Class<?>, Integer> counts) implements State {}
              record Cache(java.lang.ref.WeakReference<Item> last, Item strong) implements State {}
              record Best(io.baton.itests.library.Pair<String, Item> best) implements State {}
              record Failed(Exception cause) implements State {}
            }
            """);
  }

  private Path library;
  private Hold hold;

  @Before
  public void loadTheModule() throws BundleException {
    library = library().in(work());
    context.installBundle(library.toUri().toString());
    load(hold("1.0.0"));
    hold = code.qualified("hold", Hold.class);
  }

  @Test
  public void whatCanBeConvertedIsAndTheServersGoOn() {
    KINDS.forEach(hold::start);

    assertThat(codeLoader.loadChecked(hold("2.0.0").in(work())))
        .isInstanceOf(LoadResult.Loaded.class);

    softPurgeAsSoonAsUnused("hold");
    assertThat(KINDS.stream().map(hold::use))
        .containsExactly(
            "2.0.0 price 5", "2.0.0 count 7", "2.0.0 last a", "2.0.0 no stock: x", "2.0.0 best 5");
  }

  @Test
  public void aPoolWithAFunctionOfTheVersionIsRefusedEverywhereAndTheServerGoesOn() {
    var _ = hold.start("pool");
    Path next = hold("2.0.0").in(work());
    String path = "state.pool.threadFactory is a function of io.baton.itests.hold.Impl";

    assertThat(codeLoader.loadChecked(next).toString()).contains(path);
    CheckResult check = codeLoader.check(next);
    assertThat(check.toString()).contains("pool");
    load(next);

    assertThat(hold.use("pool")).isEqualTo("1.0.0 ran");
    assertThat(codeLoader.softPurge("hold")).isInstanceOf(SoftPurgeResult.StillUsed.class);
    assertThat(codeStatus.lingering("hold").toString()).contains(path);
    assertThat(hold.use("pool")).isEqualTo("1.0.0 ran");
  }
}
