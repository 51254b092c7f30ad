package io.baton.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types into the console of a Karaf what docs/frameworks.md says. */
class KarafIT {
  private static final String VERSION = System.getProperty("baton.version");
  private static final Path SYSTEM = Path.of(System.getProperty("karaf.home"), "system");
  private static final String OPTIONS =
      "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED"
          + " --add-exports=java.base/jdk.internal.misc=ALL-UNNAMED";

  @TempDir static Path folder;

  private static Karaf karaf;

  /** The two settings that JDK 24 and newer need: the other one is {@link #OPTIONS}. */
  private static void runOnNewerJdks(Path etc) throws IOException {
    Path startup = etc.resolve("startup.properties");
    List<String> lines = new ArrayList<>(Files.readAllLines(startup));
    lines.addFirst("mvn\\:io.baton/baton.karaf/%s = 1".formatted(VERSION));
    Files.write(startup, lines);
    Path shell = etc.resolve("org.apache.karaf.shell.cfg");
    String loopback = Files.readString(shell).replace("0.0.0.0", "127.0.0.1");
    Files.writeString(shell, loopback.replaceAll("(?m)^sshPort = .*", "sshPort = " + freePort()));
    Path management = etc.resolve("org.apache.karaf.management.cfg");
    Files.writeString(
        management,
        Files.readString(management)
            .replaceAll("(?m)^rmiRegistryPort *= .*", "rmiRegistryPort = " + freePort())
            .replaceAll("(?m)^rmiServerPort *= .*", "rmiServerPort = " + freePort()));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String example(String version) {
    return SYSTEM
        .resolve("io/baton/examples/frequency-%s/%s".formatted(version, VERSION))
        .resolve("frequency-%s-%s.jar".formatted(version, VERSION))
        .toString();
  }

  /** One for all tests: a Karaf takes seconds. */
  @BeforeAll
  static void install() throws Exception {
    karaf = Karaf.start(folder, KarafIT::runOnNewerJdks, OPTIONS);
    karaf.awaitCommands();
    karaf.type("feature:repo-add mvn:io.baton/features/%s/xml/features".formatted(VERSION));
    assertThat(karaf.type("feature:install baton"))
        .noneMatch(line -> line.contains("Error executing command"));
  }

  @AfterAll
  static void stop() throws IOException {
    karaf.close();
  }

  /** Leaves neither the server nor its module to the next test. */
  @AfterEach
  void delete() throws Exception {
    for (String line :
        List.of(
            "proc:exit frequency kill",
            "code:purge frequency",
            "code:delete frequency",
            "code:purge frequency")) {
      karaf.type(line);
    }
  }

  @Test
  void theFeatureIsInstalledAndAServerIsUpgradedInTheConsole() throws Exception {
    assertThat(karaf.type("bundle:list -s -t 0 | grep baton"))
        .as("each is active; in the shell's, what needs Gogo's line reader waits for it")
        .hasSize(15)
        .allMatch(line -> line.contains("Active") || line.contains("baton.shell"));
    assertThat(karaf.type("jaas:whoami")).contains("karaf");

    List<String> answers = new ArrayList<>();
    for (String line :
        List.of(
            "code:load_abs " + example("1.0"),
            "frequency:start",
            "frequency:allocate",
            "code:load_abs " + example("2.0"),
            "frequency:allocate",
            "code:soft_purge frequency",
            "frequency:inject [20]",
            "code:status")) {
      answers.add(String.join(" ", karaf.type(line)));
    }

    assertThat(answers.getFirst()).endsWith("ok: frequency 1.0.0 is current");
    assertThat(answers.get(2)).contains("10");
    assertThat(answers.get(3)).endsWith("ok: frequency 2.0.0 is current, 1.0.0 is old");
    assertThat(answers.get(4)).contains("11");
    assertThat(answers.get(5)).endsWith("true: frequency 1.0.0 was purged");
    assertThat(answers.getLast()).contains("frequency").contains("2.0.0");
    assertThat(karaf.log()).contains("io.baton").doesNotContain("UnsupportedOperationException");
  }

  @Test
  void eachBundleOfTheFeatureIsStoppedAndStartedWhileAServerRuns() throws Exception {
    karaf.type("code:load_abs " + example("1.0"));
    karaf.type("frequency:start");
    assertThat(karaf.type("frequency:allocate")).contains("Allocated(10)");

    for (String bundle : KarafFeaturesTest.inKaraf()) {
      karaf.type("bundle:stop " + bundle);
      karaf.type("bundle:start " + bundle);
      assertThat(karaf.typeUntil("frequency:allocate", answer -> isAnswered(answer, "Allocated")))
          .as("after the start of " + bundle)
          .contains("Allocated(11)");
      assertThat(karaf.type("frequency:deallocate 11")).contains("Ok");
    }

    assertThat(karaf.type("code:load_abs " + example("2.0")))
        .contains("ok: frequency 2.0.0 is current, 1.0.0 is old");
    assertThat(karaf.type("frequency:allocate")).contains("Allocated(11)");
    assertThat(karaf.typeUntil("code:soft_purge frequency", answer -> isAnswered(answer, "true:")))
        .contains("true: frequency 1.0.0 was purged");
  }

  private static boolean isAnswered(List<String> answer, String start) {
    return answer.stream().anyMatch(line -> line.startsWith(start));
  }
}
