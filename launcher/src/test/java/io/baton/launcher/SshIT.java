package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.launcher.Distribution.Ended;
import io.baton.launcher.ssh.SshTestClient;
import io.baton.launcher.ssh.SshTestShell;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell of a Baton over ssh, with a client of the library that serves it. */
class SshIT {
  private static final String PROMPT = "baton> ";

  @TempDir static Path shared;
  @TempDir Path folder;
  private static Distribution service;
  private static KeyPair key;
  private static MatchResult listening;

  @BeforeAll
  static void start() throws Exception {
    key = SshTestClient.key();
    Files.createDirectories(shared.resolve("run/ssh"));
    allow(shared.resolve("run/ssh"), "rwx------");
    Files.writeString(
        shared.resolve("run/ssh/authorized_keys"), SshTestClient.line(key, "ann@example"));
    service = new Distribution(shared);
    service.with(Map.of("BATON_RUN", shared.resolve("run").toString()));

    Ended started = service.run("--ssh", "0", "start");

    assertThat(started.err()).isEmpty();
    var pattern = Pattern.compile("\nssh on 127\\.0\\.0\\.1:(\\d+), host key (SHA256:\\S+)\n");
    listening =
        pattern.matcher(started.out()).results().findFirst().orElseThrow(AssertionError::new);
  }

  @AfterAll
  static void stop() throws Exception {
    assertThat(service.run("stop").status()).isZero();
    assertThat(shared.resolve("run/log/baton.0.log"))
        .content()
        .contains("ssh: anybody from 127.0.0.1:")
        .doesNotContain("Exception");
  }

  private static void allow(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static SshTestClient connect(KeyPair key) throws IOException {
    return SshTestClient.connect(Integer.parseInt(listening.group(1)), key);
  }

  @Test
  void commandsPrintAndEndAsAttachedOnes() throws Exception {
    try (var client = connect(key)) {
      assertThat(client.hostKey()).isEqualTo(listening.group(2));
      assertThat(client.run("echo hello; [1 2]", ""))
          .isEqualTo(new SshTestClient.Ended(0, "hello\n1\n2\n", ""));
      assertThat(client.run("echo before; throw 'it broke'; echo after", ""))
          .isEqualTo(new SshTestClient.Ended(1, "before\n", "baton: it broke\n"));
      assertThat(client.run("if { true } { exit 3 }; echo after", ""))
          .isEqualTo(new SshTestClient.Ended(3, "", ""));
      assertThat(client.run("tac", "typed\n")).isEqualTo(new SshTestClient.Ended(0, "typed\n", ""));
      assertThat(client.run("", "echo one\nexit 5\n"))
          .isEqualTo(new SshTestClient.Ended(5, "one\n", ""));
    }
  }

  @Test
  void aShellIsThatOfAttach() throws Exception {
    try (var client = connect(key);
        var shell = client.shell(1000, 200)) {
      assertThat(answer(shell)).startsWith("Baton ").contains("Type help for the commands");
      shell.type("code:load frequency \t");
      shell.await(screen -> screen.contains("0.9.0") && screen.contains("2.0.0"));
      shell.type("2.0.0\r");
      assertThat(answer(shell)).contains("ok: frequency 2.0.0 is current");
      shell.type("echo begun; gogo:sleep 1000000\r");
      shell.await(screen -> screen.contains("\nbegun"));
      shell.type("\u0003");
      shell.await(screen -> screen.contains(PROMPT)); // what sleep says may come after it
      shell.resize(77, 30);
      String width = "";
      while (!width.contains("\n77")) { // the size may come after what is typed
        shell.type("$.terminal width\r");
        width = answer(shell);
      }
      shell.type("exit 3\r");

      assertThat(shell.end()).isEqualTo(3);
    }
  }

  private static String answer(SshTestShell shell) throws InterruptedException {
    return shell.await(screen -> {
      String last = screen.substring(screen.lastIndexOf('\n') + 1);
      return screen.contains("\n") && last.substring(last.lastIndexOf('\r') + 1).equals(PROMPT);
    });
  }

  @Test
  void anotherKeyIsRefused() throws Exception {
    KeyPair other = SshTestClient.key();

    assertThatThrownBy(() -> connect(other)).isInstanceOf(IOException.class);
  }

  @Test
  void itsStateSaysWhereItListens() throws Exception {
    assertThat(service.run("status").out())
        .contains(" is running (run folder ")
        .endsWith(
            "\nssh on 127.0.0.1:%s, host key %s\n"
                .formatted(listening.group(1), listening.group(2)));
  }

  @Test
  void aStartThatCannotServeSshSaysWhyAndEnds() throws Exception {
    var baton = new Distribution(folder);
    baton.with(Map.of("BATON_RUN", folder.resolve("run").toString()));

    Ended withoutKeys = baton.run("--ssh", "0", "foreground");
    Path keys = folder.resolve("run/ssh/authorized_keys");
    Files.writeString(keys, SshTestClient.line(key, ""));
    Ended onTaken;
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      onTaken = baton.run("--ssh", String.valueOf(taken.getLocalPort()), "foreground");
    }

    assertThat(withoutKeys.status()).isEqualTo(1);
    assertThat(withoutKeys.err()).startsWith("baton: --ssh: there is no file " + keys + ", which");
    assertThat(onTaken.status()).isEqualTo(1);
    assertThat(onTaken.err())
        .startsWith("baton: --ssh: nothing can listen on port ")
        .contains("Address already in use")
        .hasLineCount(1);
    assertThat(folder.resolve("run/pid")).doesNotExist();
  }
}
