package io.baton.itests;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.spawnMonitor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.PurgeResult;
import io.baton.api.code.PurgedCodeException;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.Test;
import org.osgi.framework.wiring.BundleWiring;

/** Modules with class files from before Java 7, which cannot have {@code invokedynamic}. */
public class OldClassFilesIT extends BatonTest {
  private static final int JAVA_1_1 = 45;
  private static final int JAVA_5 = 49;

  private interface Old {
    Next spin(Pid reader);

    Supplier<String> kept();

    int twice(int value);
  }

  private static TestBundle old(int vsn) {
    return TestBundle.module(
            "old",
            vsn + ".0.0",
            "Next spin(Pid reader); Supplier<String> kept(); int twice(int value);",
            """
            public Next spin(Pid reader) { send(reader, "began"); Helper.spin(); return stop(); }
            public Supplier<String> kept() { return new Kept(); }
            public int twice(int value) { return Helper.twice(value); }
            """)
        .type(
            """
            final class Helper {
              static int x;
              static void spin() { while (true) { x++; } }
              static int twice(int value) { int sum = 0; for (int i = 0; i < 2; i++) { sum += value; } return sum; }
            }
            """)
        .type(
            """
            final class Kept implements Supplier<String> { public String get() { return "kept of %d"; } }
            """
                .formatted(vsn))
        .classFileVersion("Helper", JAVA_1_1)
        .classFileVersion("Kept", JAVA_5);
  }

  private WeakReference<ClassLoader> currentLoader() {
    String location = codeStatus.isLoaded("old").orElseThrow().location();
    return new WeakReference<>(
        context.getBundle(location).adapt(BundleWiring.class).getClassLoader());
  }

  @Test
  public void loopInsideOfThemIsSeenAndEnded() {
    load(old(1));
    Old module = code.qualified("old", Old.class);
    Pid spinning = spawnMonitor(module.spin(self())).pid();
    assertThat(await(String.class)).isEqualTo("began");
    load(old(2));

    assertThat(codeLoader.softPurge("old")).isInstanceOf(SoftPurgeResult.StillUsed.class);
    assertThat(codeLoader.purge("old")).isInstanceOf(PurgeResult.PurgedByKilling.class);

    Down down = await(Down.class);
    assertThat(down.pid()).isEqualTo(spinning);
    assertThat(down.reason()).isEqualTo(ExitReason.KILLED);
    assertThat(module.twice(4)).isEqualTo(8);
  }

  @Test
  public void objectOfAPurgedVersionThrowsAndRunsNothing() {
    load(old(1));
    Supplier<String> kept = code.qualified("old", Old.class).kept();
    load(old(2));
    assertThat(kept.get()).isEqualTo("kept of 1");

    codeLoader.purge("old");

    assertThatThrownBy(kept::get).isInstanceOf(PurgedCodeException.class);
  }

  @Test
  public void everyLoaderIsCollectedOverManyRounds() {
    load(old(1));
    Old module = code.qualified("old", Old.class);
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      assertThat(module.twice(round)).isEqualTo(2 * round);
      loaders.add(currentLoader());
      load(old(2 + round));
      assertThat(codeLoader.softPurge("old").toString()).startsWith("Purged[");
    }

    for (WeakReference<ClassLoader> loader : loaders) {
      for (int i = 0; i < 50 && loader.get() != null; i++) {
        System.gc();
      }
      assertThat(loader.get()).isNull();
    }
  }
}
