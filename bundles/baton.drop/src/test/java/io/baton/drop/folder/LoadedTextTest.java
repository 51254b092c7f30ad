package io.baton.drop.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Lingering;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PurgeResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadedTextTest {
  private static ModuleVersion version(int number) {
    return new ModuleVersion("m", number + ".0.0", number, "m.jar", Instant.EPOCH);
  }

  private static String text(int killed) {
    List<Lingering> processes =
        IntStream.range(0, killed)
            .mapToObj(i ->
                new Lingering(
                    version(1),
                    Optional.empty(),
                    "t" + i,
                    Instant.EPOCH,
                    "M.f",
                    "running",
                    Optional.empty()))
            .toList();
    PurgeResult purged =
        killed == 0
            ? new PurgeResult.NoOldVersion("m")
            : new PurgeResult.PurgedByKilling(version(1), processes, List.of());
    return LoadedText.of(
        new LoadResult.Loaded(version(3), Optional.of(version(2)), purged, List.of()),
        Path.of("m.jar"));
  }

  @Test
  void aLoadSaysWhatIsCurrentAndWhatIsOld() {
    assertThat(text(0)).isEqualTo("m 3.0.0 is current, 2.0.0 is old, from m.jar");
  }

  @Test
  void processesThatItHasKilledAreNamed() {
    assertThat(text(1))
        .isEqualTo(
            "m 3.0.0 is current, 2.0.0 is old, the purge of the version before has killed thread"
                + " t0, from m.jar");
    assertThat(text(12)).endsWith("thread t9 and 2 more, from m.jar");
  }
}
