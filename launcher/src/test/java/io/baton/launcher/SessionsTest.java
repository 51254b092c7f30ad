package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.launcher.Page.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which sessions of the documentation {@link TerminalIT} plays. */
class SessionsTest {
  @Test
  void sessionsOfTheDocumentationArePlayedOrSayWhyNot() throws IOException {
    List<Session> forgotten = new ArrayList<>();
    for (Page page : Page.ofUsers()) {
      forgotten.addAll(page.prompts());
      forgotten.removeAll(page.sessions());
    }

    assertThat(forgotten)
        .as(
            "blocks with a prompt; start Baton in them, or write <!-- not played: REASON -->"
                + " before")
        .isEmpty();
  }

  @Test
  void aBlockWithAPromptIsASessionUnlessItSaysWhyItIsNotPlayed(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("page.md");
    Files.writeString(
        file,
        """
        ```
        baton> code:modules
        ```
        ```
        $ ls
        ```
        <!-- not played: needs a server -->
        ```
        $ ./baton --storage /mnt
        ```
        <!-- not played: -->
        ```
        $ ./baton
        ```
        ```
        frequency 1.0.0
        ```
        """);
    var page = new Page(file);

    assertThat(page.prompts())
        .extracting(session -> session.lines().getFirst())
        .containsExactly("baton> code:modules", "$ ls", "$ ./baton");
    assertThat(page.sessions())
        .extracting(session -> session.lines().getFirst())
        .containsExactly("baton> code:modules", "$ ./baton");
  }
}
