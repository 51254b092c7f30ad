package io.baton.itests;

import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.register;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.unregister;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.CheckOption;
import io.baton.api.code.CheckResult;
import io.baton.api.code.DeleteResult;
import io.baton.api.code.LoadResult;
import io.baton.api.code.PrepareResult;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.Source;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** A version whose constructor or activator does not return is the problem of its load only. */
public class StuckLoadIT extends BatonTest {
  private static final String FOR_EVER = "while (true) { Thread.onSpinWait(); }";

  @Before
  public void knowTheTest() {
    register("test", self());
    load(Modules.alpha(1));
    load(Modules.alpha(2));
  }

  @After
  public void forgetTheTest() {
    unregister("test");
  }

  private Path stuckInItsConstructor() {
    return new TestModule("alpha", "3.0.0")
        .whenMade("send(\"test\", self()); if (code != null) " + FOR_EVER)
        .members("public int vsn() { return 3; }")
        .bundle()
        .in(work());
  }

  private static <T> FutureTask<T> aside(Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().start(task);
    return task;
  }

  private static <T> T get(FutureTask<T> task) throws Exception {
    return task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void assertThatTwoIsAlone() {
    assertThat(current("alpha")).isEqualTo("2.0.0");
    until(() -> versionsOfAlpha() == 1);
  }

  private long versionsOfAlpha() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> "alpha".equals(bundle.getSymbolicName()))
        .count();
  }

  @Test
  public void theVersionsThatAreThereCanBePurgedMeanwhile() throws Exception {
    Path stuck = stuckInItsConstructor();
    FutureTask<LoadResult> load =
        aside(() -> codeLoader.loadBinary("alpha", "stuck", Files.readAllBytes(stuck)));
    Pid constructor = await(Pid.class);

    PurgeResult purged = get(aside(() -> codeLoader.purge("alpha")));

    assertThat(purged).isInstanceOf(PurgeResult.Purged.class);
    exit(constructor, ExitReason.KILL);
    assertThat(get(load)).isInstanceOf(LoadResult.OnLoadFailure.class);
    assertThatTwoIsAlone();
  }

  @Test
  public void aConstructorThatTakesTooLongIsEnded() throws Exception {
    var _ = codeLoader.purge("alpha");
    bound("load.timeout.ms", Duration.ofMillis(100));

    LoadResult result = codeLoader.loadFile(stuckInItsConstructor());

    assertThat(result).isInstanceOf(LoadResult.OnLoadFailure.class);
    assertThat(((LoadResult.Refused) result).why())
        .contains("has not returned within 100 ms, and was ended");
    assertThatTwoIsAlone();
  }

  private TestModule stuckInItsOnLoad(String name, String version) {
    return new TestModule(name, version)
        .implementing("OnLoad")
        .members(
            """
            public int vsn() { return 3; }
            public void onLoad() {
              send("test", self());
              while (true) {
                try {
                  while (true) { Thread.onSpinWait(); }
                } catch (Throwable e) {
                  // goes on
                }
              }
            }
            """);
  }

  @Test
  public void anOnLoadThatTakesTooLongIsEnded() throws Exception {
    var _ = codeLoader.purge("alpha");
    bound("load.timeout.ms", Duration.ofMillis(100));

    LoadResult result = codeLoader.loadFile(stuckInItsOnLoad("alpha", "3.0.0").bundle().in(work()));

    assertThat(((LoadResult.OnLoadFailure) result).why())
        .contains("has not returned within 100 ms, and was ended");
    assertThatTwoIsAlone();
  }

  @Test
  public void onLoadsThatDoNotReturnKeepNoOtherModuleWaiting() throws Exception {
    List<FutureTask<LoadResult>> loads =
        Stream.of("one", "two", "three", "four")
            .map(name -> stuckInItsOnLoad(name, "1.0.0").bundle().in(work()))
            .map(file -> aside(() -> codeLoader.loadFile(file)))
            .toList();
    List<Pid> stuck = loads.stream().map(_ -> await(Pid.class)).toList();

    assertThat(get(aside(() -> codeLoader.purge("alpha")))).isInstanceOf(PurgeResult.Purged.class);
    assertThat(get(aside(() -> load(Modules.alpha(3))))).isInstanceOf(LoadResult.Loaded.class);
    assertThat(get(aside(() -> codeLoader.purge("alpha")))).isInstanceOf(PurgeResult.Purged.class);
    assertThat(get(aside(() -> codeLoader.delete("alpha"))))
        .isInstanceOf(DeleteResult.Deleted.class);
    assertThat(get(aside(() -> load(alphaWithOnLoad())))).isInstanceOf(LoadResult.Loaded.class);

    stuck.forEach(process -> exit(process, ExitReason.KILL));
    for (FutureTask<LoadResult> load : loads) {
      assertThat(get(load)).isInstanceOf(LoadResult.OnLoadFailure.class);
    }
  }

  private static TestBundle alphaWithOnLoad() {
    return new TestModule("alpha", "4.0.0")
        .implementing("OnLoad")
        .members("public int vsn() { return 4; } public void onLoad() {}")
        .bundle();
  }

  @Test
  public void anActivatorThatTakesTooLongIsEnded() throws Exception {
    var _ = codeLoader.purge("alpha");
    bound("load.timeout.ms", Duration.ofMillis(100));
    Path stuck =
        new TestModule("alpha", "3.0.0")
            .members("public int vsn() { return 3; }")
            .bundle()
            .importing("org.osgi.framework")
            .type(
                """
                public class Activator implements org.osgi.framework.BundleActivator {
                  public void start(org.osgi.framework.BundleContext context) throws Exception {
                    new java.util.concurrent.CountDownLatch(1).await();
                  }
                  public void stop(org.osgi.framework.BundleContext context) {}
                }
                """)
            .header("Bundle-Activator", "io.baton.itests.alpha.Activator")
            .in(work());

    CheckResult result = codeLoader.check(stuck, CheckOption.CONSTRUCT);

    assertThat(result).isInstanceOf(CheckResult.Unloadable.class);
    assertThatTwoIsAlone();
  }

  @Test
  public void theSameFilePreparedTwiceAtATimeIsTwoBundles() throws Exception {
    var _ = codeLoader.purge("alpha");
    Path file = Modules.alpha(3).in(work());
    var source = List.of(new Source.InFile("alpha", file));
    for (int round = 0; round < 10; round++) {
      var one = aside(() -> codeLoader.prepareLoading(source));
      var other = aside(() -> codeLoader.prepareLoading(source));

      for (var task : List.of(one, other)) {
        assertThat(get(task)).isInstanceOf(PrepareResult.Ready.class);
      }
      assertThat(versionsOfAlpha()).isEqualTo(3);
      for (var task : List.of(one, other)) {
        ((PrepareResult.Ready) get(task)).prepared().close();
      }
      assertThatTwoIsAlone();
    }
  }
}
