package io.baton.drop.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a program learns that asks about a file. */
class AnswerTest extends FolderTest {
  private Path ask(String jar) throws IOException {
    return Files.writeString(directory.resolve("." + jar + ".ask"), "");
  }

  private Path answer(String jar) {
    return directory.resolve("." + jar + ".answer");
  }

  @Test
  void aLoadIsAnsweredOnce() throws IOException {
    Path ask = ask("a.jar");
    Path file = put("a.jar", "a", "1.0.0");

    assertThat(ask).doesNotExist();
    assertThat(answer("a.jar")).content().startsWith("loaded\na 1.0.0 is current, from " + file);

    Files.delete(answer("a.jar"));
    put("a.jar", "a", "2.0.0");
    assertThat(answer("a.jar")).doesNotExist();
  }

  @Test
  void aRefusalIsAnsweredWithItsReason() throws IOException {
    Path file = Files.writeString(directory.resolve("a.jar"), "half");
    Files.setLastModifiedTime(ask("a.jar"), Files.getLastModifiedTime(file));

    folder.changed(List.of(file));

    assertThat(answer("a.jar")).content().startsWith("refused\nbadfile: ");
  }

  @Test
  void contentThatIsLoadedAlreadyIsAnsweredToo() throws IOException {
    Path file = put("a.jar", "a", "1.0.0");

    Files.setLastModifiedTime(file, Files.getLastModifiedTime(ask("a.jar")));
    folder.changed(List.of(file));

    assertThat(answer("a.jar")).content().startsWith("loaded\nthis file is loaded already");
  }

  @Test
  void aQuestionThatIsNewerThanTheFileWaitsForTheNextOne() throws IOException {
    Path file = put("a.jar", "a", "1.0.0");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
    Path ask = ask("a.jar");

    folder.changed(List.of(file));

    assertThat(ask).exists();
    assertThat(answer("a.jar")).doesNotExist();
  }
}
