package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.launcher.Distribution.Ended;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes to a Baton that runs by itself: shells, commands, scripts, and what is none of them.
 */
class AttachIT {
  private static final String PROMPT = "baton> ";

  @TempDir static Path shared;
  @TempDir Path folder;
  private static Process node;
  private Distribution baton;

  @BeforeAll
  static void start() throws Exception {
    Distribution distribution = new Distribution(shared);
    distribution.with(environment());
    node = distribution.start("foreground");
    String line = node.errorReader(StandardCharsets.UTF_8).readLine();
    assertThat(line).startsWith("baton: ready: Baton ");
    // what it prints later must not fill the pipe
    Thread.ofPlatform().daemon().start(() -> drain(node));
  }

  private static void drain(Process process) {
    try {
      process.getErrorStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException _) {
      // it has ended
    }
  }

  @AfterAll
  static void stop() throws Exception {
    node.destroy();
    assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(shared.resolve("run/pid")).doesNotExist();
    assertThat(shared.resolve("run/socket")).doesNotExist();
  }

  @BeforeEach
  void distribution() {
    baton = new Distribution(folder);
    baton.with(environment());
  }

  private static Map<String, String> environment() {
    return Map.of("BATON_RUN", shared.resolve("run").toString());
  }

  private static Path socket() {
    return shared.resolve("run/socket");
  }

  @Test
  void commandsPrintAndEndAsWithoutAttaching() throws Exception {
    assertThat(baton.run("attach", "-c", "echo hello; [1 2]"))
        .isEqualTo(new Ended(0, "hello\n1\n2\n", ""));
    assertThat(baton.run("attach", "-c", "echo before; throw 'it broke'; echo after"))
        .isEqualTo(new Ended(1, "before\n", "baton: it broke\n"));
    assertThat(baton.run("attach", "-c", "if { true } { exit 7 }; echo after"))
        .isEqualTo(new Ended(7, "", ""));
  }

  @Test
  void aScriptGetsItsArgumentsAndTheLinesOfTheClient() throws Exception {
    Files.writeString(folder.resolve("s.gogo"), "echo \"$1 of $0\"\ntac\nthrow 'at the end'\n");

    Ended ended = baton.runWithInput("typed\n", "attach", "run", "s.gogo", "first");

    assertThat(ended)
        .isEqualTo(
            new Ended(
                1,
                "first of s.gogo\ntyped\n",
                "baton: s.gogo:3: throw 'at the end': at the end\n"));
  }

  @Test
  void standardInputIsRunLineByLineAndLeftAloneByCommandsThatDoNotReadIt() throws Exception {
    assertThat(baton.runWithInput("echo one\nnonsense\necho two\nexit 5\n", "attach"))
        .isEqualTo(
            new Ended(
                5,
                "one\ntwo\n",
                "baton: there is no command nonsense; help shows those that there are\n"));
    assertThat(
            baton.runInShell(
                "printf 'a\\nb\\n' | while read x; do \"$0\" attach -c \"echo $x\"; done"))
        .isEqualTo(new Ended(0, "a\nb\n", ""));
  }

  @Test
  void aShellIsLikeTheLocalOneAndEachHasItsOwnSession() throws Exception {
    try (var first = keyboard();
        var second = keyboard()) {
      answer(first);
      answer(second);

      first.type("code:load frequency \t");
      first.await(screen -> screen.contains("0.9.0") && screen.contains("2.0.0"));
      first.type("2.0.0\r");
      assertThat(answer(first)).contains("ok: frequency 2.0.0 is current");
      first.type("x = mine; frequency:start\r");
      answer(first);
      second.type("x = yours; frequency:allocate\r");
      assertThat(answer(second)).contains("Allocated(10)");
      first.type("echo $x\r");
      assertThat(answer(first)).contains("mine");
      second.resize(77, 30);
      List<String> width = List.of();
      while (!width.contains("77")) { // the signal of the size may come after what is typed
        second.type("$.terminal width\r");
        width = answer(second);
      }
      second.type("\u001bOA\r"); // the last line again
      assertThat(answer(second)).contains("77");

      second.type("exit 3\r");
      second.end();
      first.type("\u0004");
      first.end();
      assertThat(second.status()).isEqualTo(3);
      assertThat(first.status()).isZero();
    }
    assertThat(baton.run("status").status()).isZero();
    assertThat(shared.resolve("run/history")).content().contains("frequency:allocate");
  }

  @Test
  void ctrlCEndsTheCommandAndNotTheNode() throws Exception {
    try (var keyboard = keyboard()) {
      answer(keyboard);

      keyboard.type("echo begun; gogo:sleep 1000000\r");
      keyboard.await(screen -> screen.contains("\nbegun"));
      keyboard.type("\u0003");
      keyboard.await(screen -> screen.contains(PROMPT)); // what sleep says may come after it
      keyboard.type("echo still here\r");

      assertThat(keyboard.await(screen -> screen.contains("\nstill here"))).isNotEmpty();
    }
    assertThat(baton.run("status").status()).isZero();
  }

  @Test
  void aClientThatIsKilledEndsItsCommandAndNothingElse() throws Exception {
    Process client =
        baton.start("attach", "-c", "echo begun; try { gogo:sleep 1000000 } { ended = yes }");
    assertThat(client.inputReader().readLine()).isEqualTo("begun");
    assertThat(sessions()).contains("session");

    client.destroyForcibly().waitFor();

    String threads = sessions();
    for (int i = 0; i < 100 && threads.contains("sleep"); i++) {
      threads = sessions();
    }
    assertThat(threads).doesNotContain("sleep");
  }

  /** The names of the threads of commands that run, without those of this one. */
  private String sessions() throws Exception {
    Process jstack =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/jcmd",
                String.valueOf(node.pid()),
                "Thread.print")
            .start();
    return new String(jstack.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .filter(
            line -> line.startsWith("\"") && (line.contains("pipe-") || line.contains("session")))
        .toList()
        .toString();
  }

  @Test
  void garbageIsAnsweredAndHarmsNothing() throws Exception {
    assertThat(send("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("This is the socket of a running Baton; go there with: baton attach\n");
    assertThat(send("baton/99".getBytes(StandardCharsets.UTF_8))).isEqualTo("baton/01");
    assertThat(send(request('Q', 200))).startsWith("baton/01").contains("a request");
    assertThat(send(request('?', 0))).startsWith("baton/01").contains("no frame of kind 63");
    assertThat(send(request('I', Integer.MAX_VALUE))).startsWith("baton/01").contains("has no");

    assertThat(baton.run("attach", "-c", "echo hello")).isEqualTo(new Ended(0, "hello\n", ""));
  }

  private static byte[] request(int kind, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(8 + 5 + 200);
    bytes.put("baton/01".getBytes(StandardCharsets.UTF_8)).put((byte) kind).putInt(length);
    while (bytes.hasRemaining()) {
      bytes.put((byte) 0xee);
    }
    return bytes.array();
  }

  private static String send(byte[] bytes) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket()));
      channel.write(ByteBuffer.wrap(bytes));
      return new String(
          Channels.newInputStream(channel).readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void aClientThatReadsNothingBlocksNobody() throws Exception {
    Process slow = baton.start("attach", "-c", "while { true } { echo much and more }");
    assertThat(slow.inputReader().readLine()).isEqualTo("much and more");

    assertThat(baton.run("attach", "-c", "echo hello")).isEqualTo(new Ended(0, "hello\n", ""));

    slow.destroyForcibly();
  }

  @Test
  void onlyItsUserMayComeIn() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared.resolve("run"))))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
        .isEqualTo("rw-------");
  }

  @Test
  void withoutOneThatRunsItSaysSo() throws Exception {
    Ended ended = baton.run("--run", "nowhere", "attach", "-c", "echo hello");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err()).startsWith("baton: no Baton runs in the run folder ");
  }

  private Keyboard keyboard() throws IOException {
    return new Keyboard(
        // in a session of its own, the terminal is one that sends signals
        baton.builder(
            List.of(
                "env",
                "--default-signal=INT,TSTP",
                "setsid",
                "--ctty",
                baton.home().resolve("bin/baton").toString(),
                "attach")));
  }

  private static List<String> answer(Keyboard keyboard) throws InterruptedException {
    return Keyboard.lines(
        keyboard.await(screen -> {
          String last = screen.substring(screen.lastIndexOf('\n') + 1);
          return screen.contains("\n") && last.substring(last.lastIndexOf('\r') + 1).equals(PROMPT);
        }));
  }
}
