package io.baton.itests;

import static io.baton.api.process.Processes.register;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.unregister;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.api.process.Pid;
import io.baton.itests.Modules.Vsn;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.osgi.framework.Bundle;

/** Promise 4: the code server, or the framework, stops while a version is not current yet. */
public class StoppedWhileLoadingIT extends BatonTest {
  private Bundle codeServer() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> "baton.code".equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  private static <T> T get(FutureTask<T> task) throws Exception {
    return task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A version whose {@code onLoad} does not end. */
  private Path neverLoaded() {
    return new TestModule("alpha", "2.0.0")
        .implementing("OnLoad")
        .members(
            """
            public int vsn() { return 2; }
            public void onLoad() {
              send("test", self());
              while (true) { Thread.onSpinWait(); }
            }
            """)
        .bundle()
        .in(work());
  }

  @Test
  public void theLoadFailsAndItsVersionIsGone() throws Exception {
    register("test", self());
    load(Modules.alpha(1));
    Path next = neverLoaded();
    var load = new FutureTask<>(() -> codeLoader.loadFile(next));
    Thread.ofPlatform().start(load);
    Pid _ = await(Pid.class);
    unregister("test");
    var stop =
        new FutureTask<>(() -> {
          codeServer().stop();
          return true;
        });

    Thread.ofPlatform().start(stop);

    assertThat(get(stop)).isTrue();
    assertThat(get(load))
        .isInstanceOfSatisfying(
            LoadResult.OnLoadFailure.class,
            refused -> assertThat(refused.why()).isEqualTo("the code server stops"));
    codeServer().start();
    configure(codePath());
    until(() -> !current("alpha").isEmpty());
    assertThat(code.qualified("alpha", Vsn.class).vsn()).isEqualTo(1);
    assertThat(context.getBundles())
        .noneMatch(bundle ->
            bundle.getSymbolicName().equals("alpha") && bundle.getVersion().getMajor() == 2);
    load(Modules.alpha(2));
  }
}
