package io.baton.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is put into a folder. */
class WatchedFolderTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration NONE = Duration.ZERO;

  @TempDir Path temporary;
  private Path folder;
  private Path built;

  @BeforeEach
  void makeFiles() throws IOException {
    folder = Files.createDirectory(temporary.resolve("load"));
    built = Files.writeString(temporary.resolve("built.jar"), "second");
    Files.writeString(folder.resolve("a.jar"), "first");
  }

  /** A Baton that takes the question up when the file is there, and says this. */
  private Thread answering(String text) {
    Thread baton =
        new Thread(() -> {
          try {
            Path ask = folder.resolve(".a.jar.ask");
            while (!Files.readString(folder.resolve("a.jar")).equals("second")) {
              Thread.onSpinWait();
            }
            boolean isInTime =
                Files.getLastModifiedTime(ask)
                        .compareTo(Files.getLastModifiedTime(folder.resolve("a.jar")))
                    <= 0;
            Files.writeString(folder.resolve(".begun"), isInTime ? text : "too late");
            Files.delete(ask);
            Files.move(folder.resolve(".begun"), folder.resolve(".a.jar.answer"));
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
    baton.start();
    return baton;
  }

  @Test
  void aLoadIsWhatBatonSays() throws Exception {
    Thread baton = answering("loaded\na 2.0.0 is current\n");

    WatchedFolder.Answer answer = new WatchedFolder(folder, "a.jar").put(built, LONG, LONG);

    baton.join();
    assertThat(answer).isEqualTo(new WatchedFolder.Loaded("a 2.0.0 is current"));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("a.jar"));
    }
  }

  @Test
  void aRefusalHasItsReason() throws Exception {
    Thread baton = answering("refused\nnot_purged: purge it\nIt is tried again.\n");

    WatchedFolder.Answer answer = new WatchedFolder(folder, "a.jar").put(built, LONG, LONG);

    baton.join();
    assertThat(answer)
        .isEqualTo(new WatchedFolder.Refused("not_purged: purge it\nIt is tried again."));
  }

  @Test
  void aFolderThatNobodyWatchesIsNoticed() throws Exception {
    WatchedFolder.Answer answer = new WatchedFolder(folder, "a.jar").put(built, NONE, NONE);

    assertThat(answer).isEqualTo(new WatchedFolder.Unnoticed());
    assertThat(folder.resolve("a.jar")).hasContent("second");
    assertThat(folder.resolve(".a.jar.ask")).doesNotExist();
  }

  @Test
  void anAnswerFromBeforeIsNotRead() throws Exception {
    Files.writeString(folder.resolve(".a.jar.answer"), "loaded\na 1.0.0 is current");

    WatchedFolder.Answer answer = new WatchedFolder(folder, "a.jar").put(built, NONE, NONE);

    assertThat(answer).isEqualTo(new WatchedFolder.Unnoticed());
  }
}
