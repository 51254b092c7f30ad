package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a storage that was last used by others. */
class LastStartTest {
  @TempDir Path folder;

  private LastStart start(String baton, String java, String storage) {
    SequencedMap<String, String> versions = new LinkedHashMap<>();
    versions.put("Baton", baton);
    versions.put("Java", java);
    return new LastStart(folder.resolve("baton/started"), versions, Path.of(storage));
  }

  @Test
  void firstStartAndTheSameAgainSayNothing() throws IOException {
    assertThat(start("1", "25", "/s").changes()).isEmpty();
    start("1", "25", "/s").record();

    assertThat(start("1", "25", "/s").changes()).isEmpty();
  }

  @Test
  void otherVersionsAndAnotherFolderAreSaid() throws IOException {
    start("1", "25", "/s").record();

    assertThat(start("2", "25", "/t").changes())
        .hasValueSatisfying(changes ->
            assertThat(changes)
                .startsWith("storage /t was last started with Baton 1, now 2, in the folder /s;"));
    assertThat(start("1", "26", "/s").changes())
        .hasValueSatisfying(
            changes -> assertThat(changes).contains("last started with Java 25, now 26;"));
  }

  @Test
  void whatIsRecordedIsTheLastStart() throws IOException {
    start("1", "25", "/s").record();
    start("2", "25", "/s").record();

    assertThat(start("2", "25", "/s").changes()).isEmpty();
  }
}
