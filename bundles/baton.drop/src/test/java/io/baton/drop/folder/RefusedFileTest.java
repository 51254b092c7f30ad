package io.baton.drop.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text beside a file that is refused. */
class RefusedFileTest {
  @TempDir Path folder;

  private Path jar;

  @BeforeEach
  void name() {
    jar = folder.resolve("m.jar");
  }

  @Test
  void textIsThereAsAWholeAndNothingElse() throws IOException {
    assertThat(RefusedFile.write(jar, "why")).isEmpty();

    assertThat(RefusedFile.of(jar)).hasContent("Not loaded by Baton: m.jar\nwhy\n");
    assertThat(folder).isDirectoryContaining("glob:**/m.jar.refused");
    assertThat(folder.resolve(".m.jar.refused.new")).doesNotExist();
  }

  @Test
  void textThatWasCutOffIsWrittenAgain() throws IOException {
    Files.writeString(folder.resolve(".m.jar.refused.new"), "Not load");

    assertThat(RefusedFile.write(jar, "why")).isEmpty();

    assertThat(RefusedFile.of(jar)).content().endsWith("why\n");
  }

  @Test
  void filesOfOthersAreLeftAlone() throws IOException {
    Path begun = Files.writeString(folder.resolve(".m.jar.refused.new"), "mine");

    assertThat(RefusedFile.write(jar, "why"))
        .hasValueSatisfying(why -> assertThat(why).contains("not Baton's"));

    assertThat(begun).hasContent("mine");
    assertThat(RefusedFile.of(jar)).doesNotExist();
  }
}
