package io.baton.itests;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.api.code.LoadResult.Loaded;
import io.baton.api.process.Pid;
import io.baton.itests.Modules.Vsn;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.Test;

/** What is asked about one module happens in turn; about different modules, side by side. */
public class LaneIT extends BatonTest {
  private interface Gate {
    void set(CountDownLatch entered, CountDownLatch opened);
  }

  /** Where another module's constructor waits until the test lets it go on. */
  private static TestBundle gate() {
    return TestBundle.module(
        "gate",
        "1.0.0",
        "void set(CountDownLatch entered, CountDownLatch opened); void pass();",
        """
        private volatile CountDownLatch entered;
        private volatile CountDownLatch opened;

        public void set(CountDownLatch next, CountDownLatch after) {
          entered = next;
          opened = after;
        }

        public void pass() {
          entered.countDown();
          try {
            opened.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        }
        """);
  }

  private static TestBundle slowAlpha(int vsn) {
    return new TestModule("alpha", vsn + ".0.0")
        .members("public int vsn() { return %d; }".formatted(vsn))
        .whenMade("code.qualified(\"gate\", Gate.class).pass();")
        .bundle()
        .type("public interface Gate { void pass(); }");
  }

  private CountDownLatch closeTheGate(CountDownLatch entered) {
    load(gate());
    var opened = new CountDownLatch(1);
    code.qualified("gate", Gate.class).set(entered, opened);
    return opened;
  }

  private void loadInAThread(Path file) {
    Pid test = self();
    Thread _ = Thread.ofPlatform().start(() -> send(test, codeLoader.loadFile(file)));
  }

  @Test
  public void aSlowLoadDelaysNoOtherModule() throws Exception {
    Vsn alpha = code.qualified("alpha", Vsn.class);
    load(Modules.alpha(1));
    var entered = new CountDownLatch(1);
    CountDownLatch opened = closeTheGate(entered);

    loadInAThread(slowAlpha(2).in(work()));
    await(entered);
    load(Modules.vsn("beta", 1));
    int during = alpha.vsn();
    String current = current("alpha");
    opened.countDown();

    assertThat(during).isEqualTo(1);
    assertThat(current).isEqualTo("1.0.0");
    assertThat(await(LoadResult.class)).isInstanceOf(Loaded.class);
    assertThat(alpha.vsn()).isEqualTo(2);
  }

  @Test
  public void aSecondLoadOfTheModuleWaitsForTheFirst() throws Exception {
    load(Modules.alpha(1));
    var entered = new CountDownLatch(1);
    CountDownLatch opened = closeTheGate(entered);
    loadInAThread(slowAlpha(2).in(work()));
    await(entered);

    loadInAThread(Modules.alpha(3).in(work()));
    opened.countDown();

    assertThat(await(Loaded.class).current().version()).isEqualTo("2.0.0");
    assertThat(await(LoadResult.class)).isInstanceOf(LoadResult.NotPurged.class);
  }

  @Test
  public void aConstructorMayLoadAnotherModule() {
    Path _ = Modules.vsn("beta", 1).in(codePath());

    load(new TestModule("alpha", "1.0.0").whenMade("((CodeLoader) code).load(\"beta\");").bundle());

    assertThat(current("alpha")).isEqualTo("1.0.0");
    assertThat(current("beta")).isEqualTo("1.0.0");
  }

  /** Otherwise they would wait for each other for ever. */
  @Test
  public void twoModulesWhoseConstructorsLoadEachOtherFail() {
    Path _ =
        new TestModule("alpha", "1.0.0")
            .whenMade(
                "if (!(((CodeLoader) code).load(\"beta\") instanceof LoadResult.Loaded)) throw new"
                    + " IllegalStateException(\"no beta\");")
            .bundle()
            .in(codePath());
    Path _ =
        new TestModule("beta", "1.0.0")
            .whenMade(
                "if (!(((CodeLoader) code).load(\"alpha\") instanceof LoadResult.Loaded)) throw new"
                    + " IllegalStateException(\"no alpha\");")
            .bundle()
            .in(codePath());
    Snapshot before = Snapshot.of(this);

    LoadResult result = codeLoader.load("alpha");

    assertThat(result).isInstanceOf(LoadResult.OnLoadFailure.class);
    before.nothingChanged(this);
  }
}
