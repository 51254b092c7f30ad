package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.launcher.Distribution.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the real distribution starts: locales, streams, folders. */
class SurroundingsIT {
  @TempDir Path folder;
  private Distribution baton;

  @BeforeEach
  void distribution() {
    baton = new Distribution(folder);
  }

  @Test
  void aLocaleWithDigitsOfItsOwnDoesNotKeepItFromStarting() throws Exception {
    baton.with(Map.of("BATON_JAVA_OPTS", "-Duser.language=fa -Duser.country=IR"));

    assertThat(baton.run("-c", "echo hello")).isEqualTo(new Ended(0, "hello\n", ""));
  }

  @Test
  void inTheLocaleCFoldersMayHaveLettersOutsideOfAscii() throws Exception {
    baton.with(Map.of("LC_ALL", "C"));
    Files.createDirectory(folder.resolve("m\u00fcll"));

    Ended ended = baton.run("--path", "m\u00fcll", "-c", "echo hello");

    assertThat(ended).isEqualTo(new Ended(0, "hello\n", ""));
  }

  @Test
  void aClosedStandardInputIsAnEmptyOne() throws Exception {
    Ended ended = baton.runInShell("exec \"$0\" <&-");

    assertThat(ended).isEqualTo(new Ended(0, "", ""));
  }

  @Test
  void theFolderForTemporaryFilesIsThatOfTheEnvironment() throws Exception {
    Path mine = Files.createDirectory(folder.resolve("mine"));
    baton.with(Map.of("TMPDIR", mine.toString(), "BATON_JAVA_OPTS", ""));

    Ended ended = baton.run("-c", "(${.context} getProperty org.osgi.framework.storage)");

    assertThat(ended.out()).startsWith(mine.toString());
  }

  @Test
  void aScriptThatIsNoTextIsNamed() throws Exception {
    Files.write(folder.resolve("s.gogo"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    Ended ended = baton.run("run", "s.gogo");

    assertThat(ended).isEqualTo(new Ended(2, "", "baton: script s.gogo is not text in UTF-8\n"));
  }

  @Test
  void aScriptMayBeginWithAByteOrderMark() throws Exception {
    Files.writeString(folder.resolve("s.gogo"), "\ufeffecho hello\n");

    assertThat(baton.run("run", "s.gogo")).isEqualTo(new Ended(0, "hello\n", ""));
  }

  @Test
  void aJdkThatIsTooOldIsNamed() throws Exception {
    Path old = folder.resolve("old");
    Files.createDirectories(old.resolve("bin"));
    assertThat(Files.createFile(old.resolve("bin/javac")).toFile().setExecutable(true)).isTrue();
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
    baton.with(Map.of("JAVA_HOME", old.toString()));

    Ended ended =
        baton.runInShell(". \"${0%/bin/*}/lib/find-jdk.sh\"; baton_jdk_least=99; baton_find_jdk");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err())
        .startsWith(
            "baton: no JDK of version 99 or newer found, neither in JAVA_HOME (%s, JDK 17) nor in"
                .formatted(old));
  }
}
