package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.CheckResult;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ShapeChange;
import io.baton.api.code.ShapeChange.Kind;
import io.baton.api.process.Pid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;

/** Promise 10: what a load does to live state is known before anything switches. */
public class CheckIT extends ShellTest {
  private interface Store {
    Pid start(int items);

    int size();

    Pid loop();
  }

  /** A server with a state of items, and a loop with an item. */
  private static TestBundle store(String version, String item) {
    return new TestModule("store", version)
        .functions("Pid start(int items); int size(); Pid loop(); Next loop(Item item);")
        .members(
            """
            public Pid start(int items) {
              return ((Started.Ok) Servers.start("store", items, ServerOptions.named("store"))).pid();
            }
            public int size() { return Servers.of("store").call(new Size()); }
            public Pid loop() { return spawn(module.loop(Item.first())); }
            public Next loop(Item item) { receive(String.class); return module.loop(item); }
            public Init<State> init(Integer items) {
              return Init.ok(new State(
                  "store", java.util.stream.IntStream.range(0, items).mapToObj(_ -> Item.first()).toList()));
            }
            public Handled<State> handleCall(Size size, From from, State state) {
              return size.reply(state.items().size(), state);
            }
            """)
        .implementing("Server<Integer, State, Size>")
        .bundle()
        .importing("io.baton.api.handover")
        .type("public record Size() implements Call<Integer> {}")
        .type("public record State(String name, List<Item> items) {}")
        .type(item);
  }

  private static final String ONE =
      """
      public record Item(String id, int price, String note) {
        static Item first() { return new Item("a", 1, ""); }
      }
      """;

  /** A component more with a default, one less that may be lost, one wider. */
  private static final String FITS =
      """
      @io.baton.api.handover.MayDrop("note")
      public record Item(String id, long price, @io.baton.api.handover.Default("EUR") String unit) {
        static Item first() { return new Item("a", 1, "EUR"); }
      }
      """;

  private static final String FITS_NOT =
      """
      public record Item(String id, int price, String note, String owner) {
        static Item first() { return new Item("a", 1, "", "me"); }
      }
      """;

  private Store running(int items) {
    load(store("1.0.0", ONE));
    Store store = code.qualified("store", Store.class);
    awaitReceive(store.start(items));
    return store;
  }

  private static List<String> kinds(List<ShapeChange> changes) {
    return changes.stream().map(change -> change.path() + " " + change.kind()).sorted().toList();
  }

  @Test
  public void aCheckSaysWhatBecomesOfEachPartAndLeavesNothing() {
    Store _ = running(2);
    Path file = store("2.0.0", FITS).in(work());
    Snapshot before = Snapshot.of(this);

    CheckResult result = codeLoader.check(file);

    before.nothingChanged(this);
    assertThat(result).isInstanceOf(CheckResult.Checked.class);
    var checked = (CheckResult.Checked) result;
    assertThat(checked.fits()).isTrue();
    assertThat(kinds(checked.changes()))
        .contains(
            "State.items[].note " + Kind.DROPPED,
            "State.items[].price " + Kind.CONVERTED,
            "State.items[].unit " + Kind.DEFAULTED);
    assertThat(codeStatus.isLoaded("store").orElseThrow().version()).isEqualTo("1.0.0");
  }

  @Test
  public void aCheckSaysWhatIsRefused() {
    Store _ = running(2);

    var checked = (CheckResult.Checked) codeLoader.check(store("2.0.0", FITS_NOT).in(work()));

    assertThat(checked.fits()).isFalse();
    assertThat(kinds(checked.changes())).contains("State.items[].owner " + Kind.REFUSED);
  }

  @Test
  public void everyLoadSaysTheSame() {
    Store store = running(2);

    LoadResult.Loaded loaded = load(store("2.0.0", FITS));

    assertThat(kinds(loaded.changes())).contains("State.items[].unit " + Kind.DEFAULTED);
    assertThat(store.size()).isEqualTo(2);
  }

  @Test
  public void argumentsOfALoopAreChecked() {
    load(store("1.0.0", ONE));
    awaitReceive(code.qualified("store", Store.class).loop());

    var checked = (CheckResult.Checked) codeLoader.check(store("2.0.0", FITS_NOT).in(work()));

    assertThat(checked.changes())
        .anySatisfy(change -> {
          assertThat(change.kind()).isEqualTo(Kind.REFUSED);
          assertThat(change.path()).contains("owner");
        });
  }

  @Test
  public void aCheckedLoadThatIsRefusedSaysWhoseStateAndChangesNothing() {
    Store store = running(2);
    Path file = store("2.0.0", FITS_NOT).in(work());
    Snapshot before = Snapshot.of(this);

    LoadResult result = codeLoader.loadChecked(file);

    before.nothingChanged(this);
    assertThat(result)
        .isInstanceOfSatisfying(
            LoadResult.StateRefused.class,
            refused -> {
              assertThat(refused.count()).isOne();
              assertThat(refused.states().getFirst().name()).isEqualTo("store");
              assertThat(refused.why()).contains("items[0]").contains("owner");
            });
    assertThat(store.size()).isEqualTo(2);
  }

  /** Only what is there counts: an empty list has no item that does not fit. */
  @Test
  public void aCheckedLoadPassesIfEveryStateDoes() {
    Store store = running(0);

    assertThat(codeLoader.loadChecked(store("2.0.0", FITS_NOT).in(work())))
        .isInstanceOf(LoadResult.Loaded.class);
    assertThat(store.size()).isZero();
  }

  @Test
  public void aLoopWhoseArgumentDoesNotCrossRefusesACheckedLoad() {
    load(store("1.0.0", ONE));
    awaitReceive(code.qualified("store", Store.class).loop());

    assertThat(codeLoader.loadChecked(store("2.0.0", FITS_NOT).in(work())))
        .isInstanceOfSatisfying(
            LoadResult.StateRefused.class,
            refused -> assertThat(refused.why()).contains("argument 1 of store:loop/1"));
    assertThat(codeLoader.loadChecked(store("3.0.0", FITS).in(work())))
        .isInstanceOf(LoadResult.Loaded.class);
  }

  @Test
  public void aFileThatCannotBeLoadedIsNotChecked() throws Exception {
    Path none = work().resolve("none.jar");
    Path bad = Files.writeString(work().resolve("bad.jar"), "no jar");
    Snapshot before = Snapshot.of(this);

    assertThat(codeLoader.check(none))
        .isInstanceOfSatisfying(
            CheckResult.Unloadable.class,
            one -> assertThat(one.refused().reason()).isEqualTo("nofile"));
    assertThat(codeLoader.check(bad))
        .isInstanceOfSatisfying(
            CheckResult.Unloadable.class,
            one -> assertThat(one.refused().reason()).isEqualTo("badfile"));
    assertThat(codeLoader.loadChecked("nosuch")).isInstanceOf(LoadResult.NoFile.class);
    before.nothingChanged(this);
  }

  @Test
  public void theShellChecksAndLoadsChecked() throws Exception {
    Store _ = running(1);
    Path good = store("2.0.0", FITS).in(work());
    Path bad = store("3.0.0", FITS_NOT).in(work());

    assertThat(text("code:check " + good))
        .startsWith("ok: store 2.0.0 can be loaded")
        .contains("State.items[].unit is new and has a default");
    assertThatThrownBy(() -> run("code:check " + bad))
        .hasMessageContaining("state_refused: store 3.0.0")
        .hasMessageContaining("warning: State.items[].owner");
    assertThatThrownBy(() -> run("code:load --checked " + bad))
        .hasMessageContaining("state_refused: store 3.0.0: a state does not cross")
        .hasMessageContaining("(store): state.items[0]");
    assertThat(text("code:load --checked " + good))
        .startsWith("ok: store 2.0.0 is current, 1.0.0 is old");
    assertThatThrownBy(() -> run("code:check none.jar")).hasMessageContaining("nofile");
  }
}
