package io.baton.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that outlive the system. */
class RecordFileTest {
  @TempDir Path folder;

  @Test
  void withoutAPlaceForFilesNothingIsKept() throws IOException {
    var file = new RecordFile(null);
    file.write(List.of("a"));

    assertThat(file.read()).isEmpty();
  }

  @Test
  void recordThatCannotBeWrittenHasWhatItHad() throws IOException {
    var file = new RecordFile(folder.resolve("record"));
    file.write(List.of("a"));
    Files.createDirectories(folder.resolve("record.new/in the way"));

    assertThatThrownBy(() -> file.write(List.of("b"))).isInstanceOf(IOException.class);

    assertThat(file.read()).containsExactly("a");
  }

  /** Cut off while it was written. */
  @Test
  void whatWasNotWholeIsOverwritten() throws IOException {
    var file = new RecordFile(folder.resolve("record"));
    file.write(List.of("a"));
    Files.writeString(folder.resolve("record.new"), "half of wh");
    assertThat(file.read()).containsExactly("a");

    file.write(List.of("b"));

    assertThat(file.read()).containsExactly("b");
    assertThat(folder.resolve("record.new")).doesNotExist();
  }
}
