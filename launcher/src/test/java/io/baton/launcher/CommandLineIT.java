package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.launcher.Distribution.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line of the real distribution does. */
class CommandLineIT {
  @TempDir Path folder;
  private Distribution baton;

  @BeforeEach
  void distribution() {
    baton = new Distribution(folder);
  }

  @Test
  void commandsPrintWhatTheyPrintAndWhatTheyReturn() throws Exception {
    Ended ended = baton.run("-c", "echo hello; $args; [1 2]");

    assertThat(ended).isEqualTo(new Ended(0, "hello\n1\n2\n", ""));
  }

  @Test
  void failingCommandEndsWithStatusOne() throws Exception {
    Ended ended = baton.run("-c", "echo before; throw 'it broke'; echo after");

    assertThat(ended).isEqualTo(new Ended(1, "before\n", "baton: it broke\n"));
  }

  @Test
  void unknownCommandEndsWithStatusOne() throws Exception {
    Ended ended = baton.run("-c", "nonsense");

    assertThat(ended)
        .isEqualTo(
            new Ended(
                1, "", "baton: there is no command nonsense; help shows those that there are\n"));
  }

  @Test
  void unfinishedCommandEndsWithStatusOne() throws Exception {
    Ended ended = baton.run("-c", "each [1 2] {");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err()).startsWith("baton: unexpected eof");
  }

  @Test
  void exitEndsWithItsStatusWhereverItStands() throws Exception {
    Ended ended = baton.run("-c", "if { true } { exit 7 }; echo after");

    assertThat(ended).isEqualTo(new Ended(7, "", ""));
  }

  @Test
  void helpAndVersionArePrintedWithoutStartingAnything() throws Exception {
    Ended help = baton.run("--help");
    Ended version = baton.run("--version");

    assertThat(help.status()).isZero();
    assertThat(help.out()).startsWith("Usage: baton ");
    assertThat(version.status()).isZero();
    assertThat(version.out()).matches("Baton \\S+, Java \\d+, Felix 7\\.0\\.5\n");
    assertThat(baton.temporary()).isEmptyDirectory();
  }

  @Test
  void unknownOptionEndsWithStatusTwo() throws Exception {
    Ended ended = baton.run("--bogus");

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).startsWith("baton: unknown option: --bogus");
  }

  @Test
  void aPathThatIsNoFolderEndsWithStatusTwo() throws Exception {
    Ended ended = baton.run("--path", "nowhere", "-c", "lb");

    assertThat(ended).isEqualTo(new Ended(2, "", "baton: --path nowhere is not a folder\n"));
  }

  @Test
  void foldersOfTheCommandLineComeFirstInTheModulePath() throws Exception {
    Path mine = Files.createDirectory(folder.resolve("mine")).toRealPath();

    Ended listed =
        baton.run(
            "--path",
            "mine",
            "-c",
            "cm = ((${.context} getService"
                + " (${.context} getServiceReference org.osgi.service.cm.ConfigurationAdmin))"
                + " getConfiguration io.baton.code '?'); ($cm properties) get path");

    assertThat(listed.err()).isEmpty();
    assertThat(listed.out().lines().filter(line -> line.startsWith("/")).toList())
        .startsWith(mine.toString())
        .endsWith(baton.home().resolve("modules").toRealPath().toString());
  }

  @Test
  void nothingStaysInTheTemporaryFolder() throws Exception {
    baton.run("-c", "lb");

    assertThat(baton.temporary()).isEmptyDirectory();
  }

  @Test
  void anExampleModuleCanBeLoaded() throws Exception {
    Ended ended = baton.run("-c", "code:load frequency 1.0.0");

    assertThat(ended).isEqualTo(new Ended(0, "ok: frequency 1.0.0 is current\n", ""));
  }

  @Test
  void aPreparedDistributionDoesTheSame() throws Exception {
    Ended prepared = baton.run("--prepare");
    Ended ended = baton.run("-c", "echo hello");

    assertThat(prepared).isEqualTo(new Ended(0, "", ""));
    assertThat(ended).isEqualTo(new Ended(0, "hello\n", ""));
  }
}
