package io.baton.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropSettingsTest {
  @TempDir Path temporary;

  @Test
  void theFolderIsCanonicalAndNeedNotExist() throws IOException {
    Path real = Files.createDirectory(temporary.resolve("real")).toRealPath();
    Path link = Files.createSymbolicLink(temporary.resolve("link"), real);

    DropSettings settings =
        DropSettings.of(Map.of("folder", link + "/../link/none", "poll.ms", "20"));

    assertThat(settings.folder()).isEqualTo(real.resolve("none"));
    assertThat(settings.poll()).isEqualTo(Duration.ofMillis(20));
    assertThat(settings.grace()).isEqualTo(Duration.ofMillis(60));
  }

  @Test
  void aWrongValueIsRefusedByItsName() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));

    for (Object folder : new Object[] {"", "load", "a\0b", file}) {
      assertThatThrownBy(() -> DropSettings.of(Map.of("folder", folder)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("io.baton.drop: folder must be the absolute path of a folder");
    }
    assertThatThrownBy(() -> DropSettings.of(Map.of()))
        .hasMessageEndingWith("must be the absolute path of a folder; there is none");
    for (Object poll : new Object[] {"9", 86_400_001L, "soon"}) {
      assertThatThrownBy(
              () -> DropSettings.of(Map.of("folder", temporary.toString(), "poll.ms", poll)))
          .hasMessage(
              "io.baton.drop: poll.ms must be a whole number from 10 to 86400000, was %s", poll);
    }
  }
}
