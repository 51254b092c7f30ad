package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Code;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.LoadResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.fixtures.Await;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;

/** Baton needs no order of the start, and no start levels. */
class AnyOrderIT {
  @TempDir Path folder;

  /** What the tests call of the module frequency. */
  interface Frequency {
    Object start();

    Object allocate();
  }

  /** The bundles are started in an order that the seed decides; each of Baton's once more later. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void bundlesMayBeStartedInAnyOrderAndAgainWhileAServerRuns(long seed) throws Exception {
    try (var framework = PlainFramework.start(folder)) {
      List<Bundle> baton = new ArrayList<>(framework.install(PlainFramework.BATON));
      List<Bundle> all = new ArrayList<>(baton);
      all.addAll(framework.install(PlainFramework.NEEDED));
      var order = new Random(seed);
      Collections.shuffle(all, order);
      for (Bundle bundle : all) {
        bundle.start();
      }

      load(framework, "frequency-1.0");
      Frequency frequency = framework.service(Code.class).qualified("frequency", Frequency.class);
      frequency.start();
      List<String> allocated = new ArrayList<>(List.of(frequency.allocate().toString()));
      Collections.shuffle(baton, order);
      for (Bundle bundle : baton) {
        bundle.stop();
        bundle.start();
        allocated.add(frequency.allocate().toString());
      }
      load(framework, "frequency-2.0");
      Stream.generate(() -> frequency.allocate().toString()).limit(2).forEach(allocated::add);

      assertThat(allocated.stream().filter(reply -> reply.startsWith("Allocated")))
          .as("%s", allocated)
          .hasSize(6)
          .doesNotHaveDuplicates();
      CodeLoader loader = framework.service(CodeLoader.class);
      Await.until(
          () -> loader.softPurge("frequency") instanceof SoftPurgeResult.Purged,
          BatonTest.PATIENCE);
    }
  }

  private static void load(PlainFramework framework, String artifact) throws Exception {
    LoadResult result = framework.service(CodeLoader.class).loadFile(Bundles.jar(artifact));
    assertThat(result).isInstanceOf(LoadResult.Loaded.class);
  }
}
