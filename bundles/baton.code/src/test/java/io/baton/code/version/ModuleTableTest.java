package io.baton.code.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.code.version.ModuleTable.Old;
import io.baton.code.version.ModuleTable.Versions;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ModuleTableTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final ModuleTable<String> table = new ModuleTable<>();

  @Test
  void moduleThatWasNeverLoadedHasNoVersion() {
    assertThat(table.of("m")).isEqualTo(new Versions<String>(null, null));
    assertThat(table.of("m").currentVersion()).isEmpty();
    assertThat(table.of("m").oldVersion()).isEmpty();
    assertThat(table.all()).isEmpty();
  }

  @Test
  void lookAtAllModulesLeavesNoneOutWhileOthersComeAndGo() throws InterruptedException {
    table.load("a", "v1", NOON);
    table.load("z", "v1", NOON);
    var over = new AtomicBoolean();
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              while (!over.get()) {
                table.load("m", "v1", NOON);
                table.delete("m", NOON);
                table.purge("m");
              }
            });

    try {
      for (int i = 0; i < 100_000; i++) {
        assertThat(table.all()).containsKeys("a", "z");
      }
    } finally {
      over.set(true);
      other.join();
    }
  }

  @Test
  void firstVersionIsCurrent() {
    table.load("m", "v1", NOON);

    assertThat(table.of("m")).isEqualTo(new Versions<>("v1", null));
  }

  @Test
  void nextVersionMakesCurrentOld() {
    table.load("m", "v1", Instant.EPOCH);

    table.load("m", "v2", NOON);

    assertThat(table.of("m")).isEqualTo(new Versions<>("v2", new Old<>("v1", NOON)));
    assertThat(table.of("m").oldVersion()).contains("v1");
  }

  @Test
  void loadAndTakingBackThatAreBegunAgainChangeNothing() {
    table.load("m", "v1", NOON);
    table.load("m", "v1", NOON);
    assertThat(table.of("m")).isEqualTo(new Versions<>("v1", null));

    table.load("m", "v2", NOON);
    table.load("m", "v2", NOON);
    assertThat(table.of("m")).isEqualTo(new Versions<>("v2", new Old<>("v1", NOON)));

    table.takeBack("m", "v1", NOON);
    table.takeBack("m", "v1", NOON);
    assertThat(table.of("m")).isEqualTo(new Versions<>("v1", new Old<>("v2", NOON)));
  }

  @Test
  void thirdVersionIsRefusedAndNothingHasChanged() {
    table.load("m", "v1", Instant.EPOCH);
    table.load("m", "v2", NOON);

    assertThatThrownBy(() -> table.load("m", "v3", NOON))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("m must be purged first: ");

    assertThat(table.of("m")).isEqualTo(new Versions<>("v2", new Old<>("v1", NOON)));
  }

  @Test
  void deleteMakesCurrentOld() {
    table.load("m", "v1", Instant.EPOCH);

    table.delete("m", NOON);

    assertThat(table.of("m")).isEqualTo(new Versions<>(null, new Old<>("v1", NOON)));
  }

  @Test
  void deleteWithAnOldVersionIsRefusedAndNothingHasChanged() {
    table.load("m", "v1", Instant.EPOCH);
    table.load("m", "v2", NOON);

    assertThatThrownBy(() -> table.delete("m", NOON)).isInstanceOf(IllegalStateException.class);

    assertThat(table.of("m")).isEqualTo(new Versions<>("v2", new Old<>("v1", NOON)));
  }

  @Test
  void purgeTakesTheOldVersionOut() {
    table.load("m", "v1", Instant.EPOCH);
    table.load("m", "v2", NOON);

    table.purge("m");

    assertThat(table.of("m")).isEqualTo(new Versions<>("v2", null));
  }

  @Test
  void moduleWithoutVersionsIsForgotten() {
    table.load("m", "v1", Instant.EPOCH);
    table.delete("m", NOON);

    table.purge("m");

    assertThat(table.all()).isEmpty();
  }

  @Test
  void oldVersionThatIsTakenBackIsCurrentAndWhatWasCurrentIsOld() {
    table.load("m", "v1", Instant.EPOCH);
    table.load("m", "v2", Instant.EPOCH);

    table.takeBack("m", "v1", NOON);

    assertThat(table.of("m")).isEqualTo(new Versions<>("v1", new Old<>("v2", NOON)));
  }

  @Test
  void deletedVersionThatIsTakenBackIsCurrentAndNothingIsOld() {
    table.load("m", "v1", Instant.EPOCH);
    table.delete("m", NOON);

    table.takeBack("m", "v1", NOON);

    assertThat(table.of("m")).isEqualTo(new Versions<>("v1", null));
  }

  @Test
  void takingBackWithoutAnOldVersionIsRefusedAndNothingHasChanged() {
    table.load("m", "v1", NOON);

    assertThatThrownBy(() -> table.takeBack("m", "v0", NOON))
        .isInstanceOf(IllegalStateException.class);

    assertThat(table.of("m")).isEqualTo(new Versions<>("v1", null));
  }

  @Test
  void whatOneHasLookedAtDoesNotChange() {
    table.load("m", "v1", NOON);
    var before = table.all();

    table.load("m", "v2", NOON);
    table.load("a", "v1", NOON);

    assertThat(before).hasSize(1).containsEntry("m", new Versions<>("v1", null));
    assertThat(table.all().keySet()).containsExactly("a", "m");
  }

  /** Erlang: load_file while only old exists (j.7). */
  @Test
  void aLoadWithoutCurrentKeepsTheOldVersion() {
    table.load("m", "v1", Instant.EPOCH);
    table.delete("m", Instant.EPOCH);

    table.load("m", "v2", Instant.EPOCH);

    assertThat(table.of("m").currentVersion()).contains("v2");
    assertThat(table.of("m").oldVersion()).contains("v1");
  }
}
