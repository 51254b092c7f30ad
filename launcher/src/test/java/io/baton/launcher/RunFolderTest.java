package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.launcher.RunFolder.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of a node that runs by itself. */
class RunFolderTest {
  @TempDir Path folder;

  @Test
  void lookingMakesNothing() throws Exception {
    var run = new RunFolder(folder.resolve("run"));

    assertThat(run.state()).isEqualTo(State.NONE);
    assertThat(run.pid()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderIsForItsOwnerOnlyAndHasTheProcess() throws Exception {
    var run = new RunFolder(folder.resolve("a/run"));
    try (RunFolder.Claim claim = run.claim()) {
      claim.writePid();

      assertThat(run.pid()).hasValue(ProcessHandle.current().pid());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.folder())))
          .isEqualTo("rwx------");
    }
    assertThat(run.state()).isEqualTo(State.DEAD);
  }

  @Test
  void anEmptyFolderOfOthersIsTakenAndAFullOneIsNot() throws Exception {
    var run = new RunFolder(folder);
    run.claim().close();
    assertThat(run.state()).isEqualTo(State.NONE);
    run.claim().close();

    Path full = Files.createDirectory(folder.resolve("full"));
    Files.writeString(full.resolve("letter"), "mine");
    assertThatThrownBy(new RunFolder(full)::claim)
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("holds what Baton has not made");
    assertThat(full).isDirectoryNotContaining("glob:**/lock");
  }

  @Test
  void aNumberThatIsNoneIsNone() throws Exception {
    var run = new RunFolder(folder);
    run.claim().close();
    Files.writeString(run.pidFile(), "garbage");

    assertThat(run.pid()).isEmpty();
    assertThat(run.state()).isEqualTo(State.DEAD);
  }

  @Test
  void keysForSshMayBeThereBeforeTheFirstStart() throws Exception {
    Files.createDirectory(folder.resolve("ssh"));
    var run = new RunFolder(folder);

    run.claim().close();

    assertThat(run.state()).isEqualTo(State.NONE);
  }
}
