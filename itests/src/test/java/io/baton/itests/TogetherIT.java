package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.FinishResult;
import io.baton.api.code.PrepareResult;
import io.baton.api.code.Prepared;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.Source;
import io.baton.api.code.WiredBundle;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;

/** Modules that import packages which the new versions of each other export. */
public class TogetherIT extends WiresTest {
  /** How the tests see both modules. */
  interface Pair {
    int own();

    int theirs();
  }

  /** A module that asks a class in the package of the other, which says which version it is of. */
  private static TestBundle one(String name, String other, int vsn) {
    return new TestModule(name, vsn + ".0.0")
        .functions("int own(); int theirs();")
        .members(
            """
            public int own() { return Constant.value(); }
            public int theirs() { return io.baton.itests.OTHER.Constant.value(); }
            """
                .replace("OTHER", other))
        .bundle()
        .type(
            "public final class Constant { public static int value() { return VSN; } }"
                .replace("VSN", "" + vsn))
        .exported()
        .importing("io.baton.itests.%s,io.baton.itests.%s".formatted(name, other));
  }

  private TestBundle pair(String name, String other, int vsn) {
    Path compiled =
        TestBundle.plain(other, "0.0.0")
            .type("public final class Constant { public static int value() { return 0; } }")
            .in(work());
    return one(name, other, vsn).against(compiled);
  }

  private List<Source> both(int vsn) {
    return List.of(
        new Source.InFile("left", pair("left", "right", vsn).in(work())),
        new Source.InFile("right", pair("right", "left", vsn).in(work())));
  }

  private void assertBothRun(int vsn) {
    for (String name : List.of("left", "right")) {
      Pair pair = code.qualified(name, Pair.class);
      assertThat(List.of(pair.own(), pair.theirs())).as(name).containsOnly(vsn);
    }
  }

  @Test
  public void versionsThatAreLoadedTogetherAreWiredToEachOther() {
    assertThat(codeLoader.atomicLoad(both(1))).isInstanceOf(FinishResult.Loaded.class);
    assertBothRun(1);

    assertThat(codeLoader.atomicLoad(both(2))).isInstanceOf(FinishResult.Loaded.class);
    assertBothRun(2);

    assertThat(codeLoader.softPurge("left")).isInstanceOf(SoftPurgeResult.Purged.class);
    assertThat(codeLoader.softPurge("right")).isInstanceOf(SoftPurgeResult.Purged.class);
    assertBothRun(2);
  }

  @Test
  public void whileTheyArePreparedNothingChangesForOthers() throws Exception {
    assertThat(codeLoader.atomicLoad(both(1))).isInstanceOf(FinishResult.Loaded.class);
    PrepareResult result = codeLoader.prepareLoading(both(2));
    assertThat(result).isInstanceOf(PrepareResult.Ready.class);

    var late =
        start(
            TestBundle.plain("late", "1.0.0")
                .importing("io.baton.itests.left")
                .type("public class Nothing {}"));

    assertThat(wiredTo(late, "left")).containsExactly("1.0.0");
    assertBothRun(1);
    Prepared prepared = ((PrepareResult.Ready) result).prepared();
    assertThat(codeLoader.finishLoading(prepared)).isInstanceOf(FinishResult.Loaded.class);
    assertBothRun(2);
    assertThat(users(codeLoader.softPurge("left")))
        .extracting(WiredBundle::name)
        .containsExactly("late 1.0.0");
  }

  @Test
  public void ifOneCannotBeLoadedNeitherIs() throws Exception {
    assertThat(codeLoader.atomicLoad(both(1))).isInstanceOf(FinishResult.Loaded.class);
    Source good = both(2).getFirst();
    Path broken = pair("right", "left", 2).importing("nowhere.to.be.found").in(work());
    Snapshot before = Snapshot.of(this);

    FinishResult result = codeLoader.atomicLoad(List.of(good, new Source.InFile("right", broken)));

    assertThat(result).isInstanceOf(FinishResult.Refused.class);
    assertThat(((FinishResult.Refused) result).errors()).containsKey("right");
    before.nothingChanged(this);
    assertBothRun(1);
  }

  /** One after the other: each stays with the version that was current when it was loaded. */
  @Test
  public void aVersionThatIsWiredToTheOldVersionOfAnotherModuleKeepsIt() {
    assertThat(codeLoader.atomicLoad(both(1))).isInstanceOf(FinishResult.Loaded.class);
    load(pair("left", "right", 2));
    Pair right = code.qualified("right", Pair.class);
    assertThat(right.theirs()).isEqualTo(1);
    assertThat(code.qualified("left", Pair.class).theirs()).isEqualTo(1);
    assertThat(users(codeLoader.softPurge("left")))
        .extracting(WiredBundle::label)
        .containsExactly("bundle right 1.0.0, which imports io.baton.itests.left");

    load(pair("right", "left", 2));

    assertThat(right.theirs()).isEqualTo(2);
    assertThat(users(codeLoader.softPurge("right")))
        .extracting(WiredBundle::name)
        .containsExactly("left 2.0.0");
    assertThat(users(codeLoader.softPurge("left")))
        .extracting(WiredBundle::name)
        .containsExactly("right 1.0.0");
    assertThat(codeLoader.purge("left").wiredBundles())
        .extracting(WiredBundle::name)
        .containsExactly("right 1.0.0");
    assertThat(right.theirs()).isEqualTo(2);
  }
}
