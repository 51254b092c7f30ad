package io.baton.itests;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawnMonitor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.PurgedCodeException;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.Test;
import org.osgi.framework.wiring.BundleWiring;

/** What a purged version leaves behind: nothing that can run, and nothing that can be reached. */
public class UnloadingIT extends BatonTest {
  private interface Leaving {
    Supplier<String> lambda();

    Supplier<String> reference();

    Next loop(int count, Pid reader);
  }

  private static TestBundle leaving(int vsn) {
    return TestBundle.module(
        "leaving",
        vsn + ".0.0",
        "Supplier<String> lambda(); Supplier<String> reference(); Object data(); Next loop(int"
            + " count, Pid reader);",
        """
        record Data(String text) {}

        public Supplier<String> lambda() { return () -> "lambda of %1$d"; }

        public Supplier<String> reference() { return this::toString; }

        public Object data() { return new Data("data of %1$d"); }

        public Next loop(int count, Pid reader) {
          receive(String.class);
          send(reader, "%1$d:" + count);
          return module.loop(count + 1, reader);
        }

        public String toString() { return "object of %1$d"; }
        """
            .formatted(vsn));
  }

  private WeakReference<ClassLoader> currentLoader() {
    String location = codeStatus.isLoaded("leaving").orElseThrow().location();
    BundleWiring wiring = context.getBundle(location).adapt(BundleWiring.class);
    return new WeakReference<>(wiring.getClassLoader());
  }

  /** Promise 8. */
  @Test
  public void lambdaOfAPurgedVersionThrowsAndRunsNothing() {
    load(leaving(1));
    Leaving leaving = code.qualified("leaving", Leaving.class);
    Supplier<String> lambda = leaving.lambda();
    Supplier<String> reference = leaving.reference();
    load(leaving(2));
    assertThat(lambda.get()).isEqualTo("lambda of 1");
    assertThat(reference.get()).isEqualTo("object of 1");

    codeLoader.purge("leaving");

    assertThatThrownBy(lambda::get)
        .isInstanceOf(PurgedCodeException.class)
        .hasMessageContaining("leaving 1.0.0");
    assertThatThrownBy(reference::get).isInstanceOf(PurgedCodeException.class);
    assertThat(leaving.lambda().get()).isEqualTo("lambda of 2");
  }

  @Test
  public void dataOfAPurgedVersionCanStillBeReadAndPrinted() throws Throwable {
    load(leaving(1));
    Object data = code.call("leaving", "data", List.of());
    load(leaving(2));

    codeLoader.purge("leaving");

    assertThat(data).hasToString("Data[text=data of 1]");
  }

  /** Promise 9: the process waits in the new version, with the state that it had in the old one. */
  @Test
  public void loaderOfAPurgedVersionIsCollectedWhileTheProcessThatSwitchedLivesOn() {
    load(leaving(1));
    Leaving leaving = code.qualified("leaving", Leaving.class);
    Pid process = spawnMonitor(leaving.loop(0, self())).pid();
    awaitReceive(process);
    WeakReference<ClassLoader> old = currentLoader();
    load(leaving(2));
    ask(process, "1:0");
    awaitReceive(process); // it has answered before it goes on
    codeLoader.purge("leaving");

    awaitCollected(old);

    ask(process, "2:1");
  }

  @Test
  public void everyLoaderIsCollectedOverManyRoundsAndNoMessageIsLost() {
    load(leaving(1));
    Leaving leaving = code.qualified("leaving", Leaving.class);
    Pid process = spawnMonitor(leaving.loop(0, self())).pid();
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int round = 0; round < 25; round++) {
      loaders.add(currentLoader());
      awaitReceive(process);
      load(leaving(2 + round));
      ask(process, 1 + round + ":" + 2 * round);
      ask(process, 2 + round + ":" + (2 * round + 1));
      assertThat(codeLoader.softPurge("leaving").toString()).startsWith("Purged[");
    }

    loaders.forEach(UnloadingIT::awaitCollected);
  }

  private void ask(Pid process, String answer) {
    send(process, "go");
    assertThat(await(String.class)).isEqualTo(answer);
  }

  private static void awaitCollected(WeakReference<ClassLoader> loader) {
    for (int i = 0; i < 50 && loader.get() != null; i++) {
      System.gc();
    }
    assertThat(loader.get()).isNull();
  }
}
