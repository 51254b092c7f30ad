package io.baton.itests;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.api.process.Pid;
import java.io.IOException;
import java.io.InputStream;
import java.util.jar.JarFile;
import org.junit.Test;

/**
 * Promise 10: what an author has declared counts, whatever tool has built the bundle. No tool sees
 * an annotation of a record's component, so none of these bundles imports the package of those.
 */
public class AnnotationsIT extends BatonTest {
  private interface Keeper {
    Pid start(Pid test);

    void tell(Pid keeper);
  }

  /** A process that waits for a text, and reports each item that it gets after that. */
  private static TestBundle keeper(String version, String item, String made) {
    return new TestModule("keeper", version)
        .functions(
            "Pid start(Pid test); void tell(Pid keeper); Next wait(Pid test); Next loop(Pid test);")
        .members(
            """
            public Pid start(Pid test) { return spawn(module.wait(test)); }
            public void tell(Pid keeper) { send(keeper, %s); }
            public Next wait(Pid test) { receive(String.class); return module.loop(test); }
            public Next loop(Pid test) {
              send(test, receive(Item.class).toString());
              return module.loop(test);
            }
            """
                .formatted(made))
        .bundle()
        .type(item);
  }

  private static final String DEFAULT = "@io.baton.api.handover.Default";
  private static final String MAY_DROP = "@io.baton.api.handover.MayDrop";

  private String carried(TestBundle one, TestBundle two) {
    load(one);
    Keeper keeper = code.qualified("keeper", Keeper.class);
    Pid process = keeper.start(self());
    awaitReceive(process);
    keeper.tell(process);
    load(two);
    send(process, "go on");
    return receive(String.class, PATIENCE).orElse("nothing");
  }

  @Test
  public void aDefaultIsReadThoughItsPackageIsNotImported() {
    String item = "public record Item(int n%s) {}";

    String got =
        carried(
            keeper("1.0.0", item.formatted(""), "new Item(1)"),
            keeper(
                "2.0.0",
                item.formatted(
                        ", %s(\"7\") int extra, %s(by = \"made\") String text"
                            .formatted(DEFAULT, DEFAULT))
                    .replace("{}", "{ static String made() { return \"made\"; } }"),
                "new Item(1, 2, null)"));

    assertThat(got).isEqualTo("Item[n=1, extra=7, text=made]");
  }

  @Test
  public void aComponentThatMayBeDroppedIs() {
    String got =
        carried(
            keeper(
                "1.0.0",
                "public record Item(int n, %s int gone) {}".formatted(MAY_DROP),
                "new Item(1, 2)"),
            keeper("2.0.0", "public record Item(int n) {}", "new Item(1)"));

    assertThat(got).isEqualTo("Item[n=1]");
  }

  @Test
  public void whatTheVersionBeforeHasDeclaredIsKnownAfterItsPurge() {
    load(
        keeper(
            "1.0.0",
            "public record Item(int n, %s int gone) {}".formatted(MAY_DROP),
            "new Item(1, 2)"));
    Keeper keeper = code.qualified("keeper", Keeper.class);
    keeper.tell(self());
    Object item = receive(Object.class);
    load(keeper("2.0.0", "public record Item(int n) {}", "new Item(1)"));
    Pid process = keeper.start(self());
    softPurgeAsSoonAsUnused("keeper");

    send(process, item);
    send(process, "go on");

    assertThat(receive(String.class, PATIENCE)).contains("Item[n=1]");
  }

  @Test
  public void aVersionWithACopyOfTheAnnotationsOfItsOwnIsRefused() throws Exception {
    Snapshot before = Snapshot.of(this);
    var annotated =
        keeper("1.0.0", "public record Item(%s(\"1\") int n) {}".formatted(DEFAULT), "null");
    String copy = "io/baton/api/handover/Default.class";
    annotated.entry(copy, contentOf(copy));

    LoadResult result = codeLoader.loadFile(annotated.in(work()));

    assertThat(result).isInstanceOf(LoadResult.BadFile.class);
    assertThat(((LoadResult.BadFile) result).why())
        .contains("a copy of io.baton.api.handover.Default")
        .contains("do not embed");
    before.nothingChanged(this);
  }

  private static byte[] contentOf(String entry) throws IOException {
    try (var jar = new JarFile(Bundles.jar("baton.api").toFile());
        InputStream in = jar.getInputStream(jar.getEntry(entry))) {
      return in.readAllBytes();
    }
  }
}
