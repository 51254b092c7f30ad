package io.baton.launcher.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.launcher.attach.Request;
import io.baton.launcher.attach.Sessions;
import io.baton.launcher.ssh.SshTestClient.Ended;
import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which clients come in over ssh, and what the node sees of them. */
class SshAccessTest {
  private static final int PATIENCE_SECONDS = 30;
  private static final Duration PATIENCE = Duration.ofSeconds(PATIENCE_SECONDS);

  @TempDir Path folder;
  private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
  private final FakeNode node = new FakeNode();
  private KeyPair key;
  private SshAccess access;

  @BeforeEach
  void open() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    key = SshTestClient.key();
    Files.writeString(keys(), "# a comment\n\n" + SshTestClient.line(key, "ann@example"));
    access = SshAccess.open(settings(0));
    access.serve(node);
  }

  @AfterEach
  void close() throws IOException {
    access.close();
  }

  private Path keys() {
    return folder.resolve("authorized_keys");
  }

  private SshSettings settings(int port) throws IOException {
    return new SshSettings("127.0.0.1", port, folder, Files.getOwner(keys()), log::add);
  }

  private int port() {
    return Integer.parseInt(access.about().replaceAll("^ssh on 127.0.0.1:(\\d+),.*", "$1"));
  }

  private String logged() throws InterruptedException {
    return String.valueOf(log.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  /** A node that answers to a few words. */
  private static final class FakeNode implements Sessions {
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public String welcome(Request request) {
      return "welcome";
    }

    @Override
    public int serve(Request request, Client client) throws Exception {
      told.add(request.toString());
      client.listen(
          new Listener() {
            @Override
            public void resized(int columns, int rows) {
              told.add("size " + columns + " " + rows);
            }

            @Override
            public void signalled(String name) {
              told.add("signal " + name);
            }

            @Override
            public void gone() {
              told.add("gone");
            }
          });
      switch (request.text()) {
        case "wait" -> {
          try {
            new CountDownLatch(1).await();
          } finally {
            ended.countDown();
          }
        }
        case "much" -> client.out().write(new byte[1_000_000]);
        case "both" -> {
          client.out().write("out\n".getBytes(StandardCharsets.UTF_8));
          client.err().write("err\n".getBytes(StandardCharsets.UTF_8));
        }
        default -> echo(client);
      }
      return 3;
    }

    private static void echo(Client client) throws IOException {
      byte[] bytes = new byte[100];
      for (int read = client.in().read(bytes); read >= 0; read = client.in().read(bytes)) {
        client.out().write(bytes, 0, read);
        client.out().flush();
      }
    }

    private String next() throws InterruptedException {
      return String.valueOf(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }
  }

  @Test
  void aKeyOfTheFileComesInUnderAnyNameAndTheLogSaysWhose() throws Exception {
    try (var client = SshTestClient.connect(port(), key)) {
      assertThat(access.about()).endsWith(", host key " + client.hostKey());
    }

    assertThat(logged())
        .matches(
            "ssh: anybody from 127.0.0.1:\\d+ has come in with the key SHA256:\\S+ ann@example");
    assertThat(logged()).matches("ssh: anybody from 127.0.0.1:\\d+ has gone");
  }

  @Test
  void anotherKeyIsRefusedAndTheLogSaysSo() throws Exception {
    assertThatThrownBy(() -> SshTestClient.connect(port(), SshTestClient.key()))
        .isInstanceOf(SshException.class);

    assertThat(logged())
        .matches("ssh: anybody from \\S+ was refused: its key SHA256:\\S+ is not in " + keys());
  }

  @Test
  void aKeyThatIsRemovedFromTheFileIsRefusedWithoutARestart() throws Exception {
    SshTestClient.connect(port(), key).close();
    Files.writeString(keys(), SshTestClient.line(SshTestClient.key(), "bob"));

    assertThatThrownBy(() -> SshTestClient.connect(port(), key)).isInstanceOf(SshException.class);
  }

  @Test
  void aFileThatOthersMayChangeLetsNobodyIn() throws Exception {
    Files.setPosixFilePermissions(keys(), PosixFilePermissions.fromString("rw-rw-rw-"));

    assertThatThrownBy(() -> SshTestClient.connect(port(), key)).isInstanceOf(SshException.class);
    assertThat(logged()).startsWith("ssh: nobody comes in: ").contains("chmod go-w");
  }

  @Test
  void commandsHaveTwoStreamsAndAStatus() throws Exception {
    try (var client = SshTestClient.connect(port(), key)) {
      assertThat(client.run("both", "")).isEqualTo(new Ended(3, "out\n", "err\n"));
    }
  }

  @Test
  void inputComesToItsEndAndMoreThanTheWindowOfOutputArrives() throws Exception {
    String much = "line\n".repeat(100_000);
    try (var client = SshTestClient.connect(port(), key)) {
      assertThat(client.run("cat", much)).isEqualTo(new Ended(3, much, ""));
      assertThat(client.run("", "typed\n")).isEqualTo(new Ended(3, "typed\n", ""));
      assertThat(client.run("much", "").out()).hasSize(1_000_000);
    }
    assertThat(node.next()).contains("COMMANDS", "cat");
    assertThat(node.next()).contains("INPUT");
  }

  @Test
  void aShellHasATerminalWithItsSizeAndSignals() throws Exception {
    try (var client = SshTestClient.connect(port(), key);
        var shell = client.shell(77, 30)) {
      assertThat(node.next()).contains("SHELL", "xterm", "columns=77", "rows=30");
      shell.await(screen -> screen.equals("welcome\r\n"));

      shell.type("abc");
      shell.await(screen -> screen.equals("abc"));
      shell.resize(100, 40);
      assertThat(node.next()).isEqualTo("size 100 40");
      shell.type("\u0003\u001a");
      assertThat(node.next()).isEqualTo("signal INT");
      assertThat(node.next()).isEqualTo("signal TSTP");
    }
  }

  @Test
  void aClientThatGoesEndsWhatItRuns() throws Exception {
    try (var client = SshTestClient.connect(port(), key);
        var channel = client.session().createExecChannel("wait")) {
      channel.open().verify();
      assertThat(node.next()).contains("wait");
    }

    assertThat(node.ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void moreThan64ClientsAreRefusedUntilOneHasGone() throws Exception {
    List<SshTestClient> clients = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      clients.add(SshTestClient.connect(port(), key));
      for (int j = 0; j < 16; j++) {
        clients.getLast().session().createExecChannel("wait").open().verify();
        node.next();
      }
    }
    try (var late = SshTestClient.connect(port(), key)) {
      assertThat(late.run("both", "").err()).contains("it has 64 clients over ssh; end some");

      clients.forEach(SshTestClient::close);
      for (int i = 0; i < 64; i++) {
        assertThat(node.next()).isEqualTo("gone");
      }
      Ended ended = late.run("both", "");
      for (int i = 0; i < 100 && ended.status() == 1; i++) { // the last one may be leaving yet
        ended = late.run("both", "");
      }
      assertThat(ended.status()).isEqualTo(3);
    }
  }

  @Test
  void withATerminalCtrlCEndsCommands() throws Exception {
    try (var client = SshTestClient.connect(port(), key);
        var channel = client.session().createExecChannel("wait")) {
      channel.setUsePty(true);
      channel.open().verify();
      assertThat(node.next()).contains("wait");

      channel.getInvertedIn().write(3);
      channel.getInvertedIn().flush();

      assertThat(node.ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE))
          .contains(ClientChannelEvent.CLOSED);
    }
  }

  @Test
  void nothingIsForwardedAndThereAreNoSubsystems() throws Exception {
    try (var client = SshTestClient.connect(port(), key)) {
      assertThatThrownBy(() ->
              client
                  .session()
                  .startRemotePortForwarding(
                      new SshdSocketAddress("127.0.0.1", 0),
                      new SshdSocketAddress("127.0.0.1", port())))
          .isInstanceOf(IOException.class);
      try (var sftp = client.session().createSubsystemChannel("sftp")) {
        sftp.open().verify();
        assertThat(sftp.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE))
            .contains(ClientChannelEvent.CLOSED);
      }
      assertThatThrownBy(() ->
              client
                  .session()
                  .createDirectTcpipChannel(
                      SshdSocketAddress.LOCALHOST_ADDRESS,
                      new SshdSocketAddress("127.0.0.1", port()))
                  .open()
                  .verify())
          .isInstanceOf(IOException.class);
    }
    assertThat(node.told).isEmpty();
  }

  @Test
  void beforeTheNodeIsThereClientsAreRefused() throws Exception {
    try (var other = SshAccess.open(settings(0))) {
      int port = Integer.parseInt(other.about().replaceAll("^ssh on 127.0.0.1:(\\d+),.*", "$1"));
      try (var client = SshTestClient.connect(port, key)) {
        assertThat(client.run("both", ""))
            .isEqualTo(new Ended(1, "", "baton: this Baton refuses: it is starting; come again\n"));
      }
    }
  }

  @Test
  void theKeyOfTheHostStaysAndAPortThatIsTakenIsSaid() throws Exception {
    assertThatThrownBy(() -> SshAccess.open(settings(port()))).isInstanceOf(BindException.class);
    String before = access.about();
    access.close();

    try (var again = SshAccess.open(settings(0))) {
      assertThat(List.of(before, again.about()))
          .extracting(about -> about.replaceAll(".*host key ", ""))
          .containsOnly(before.replaceAll(".*host key ", ""));
    }
  }
}
