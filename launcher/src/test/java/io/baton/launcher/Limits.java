package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * Lets each resource run out. Takes minutes, so it is no part of the build: {@code launcher/limits}
 * runs it.
 */
class Limits {
  /** A collector that gives up when nearly all of the time goes into it, which others do not. */
  private static final String HEAP = "-XX:+UseParallelGC -Xmx96m";

  private static final String METASPACE = "48m";
  private static final String NOBODY = "65534";

  private Path folder;

  /** Not JUnit's: another user must be able to get there. */
  @BeforeEach
  void folder(TestInfo test) throws IOException {
    say(test.getDisplayName().replace("()", ""));
    folder = Files.createTempDirectory("baton-limits");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setPosixFilePermissions(
        Files.createDirectories(folder.resolve("tmp")),
        PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  @AfterEach
  void remove() throws IOException {
    Deletion.delete(folder);
  }

  private static void say(String what) {
    System.out.println("limits: " + what);
  }

  private LimitedNode start(String options) throws Exception {
    return new LimitedNode(folder, options, List.of());
  }

  @Test
  void heapThatOneProcessTakes() throws Exception {
    try (LimitedNode node = start(HEAP)) {
      node.run("hungry:heap 1");
      assertAllIsAsBefore(node);
    }
  }

  @Test
  void heapThatIsFullForSeconds() throws Exception {
    try (LimitedNode node = start(HEAP)) {
      node.run("hungry:full 3000");
      node.run("counter:next");
      assertAllIsAsBefore(node);
    }
  }

  @Test
  void threads() throws Exception {
    assumeLimits("threads");
    boolean isRoot = System.getProperty("user.name").equals("root");
    List<String> user =
        isRoot
            ? List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups")
            : List.of();
    if (isRoot) {
      assume(can("setpriv", "--version"), "threads: root has no limit, and there is no setpriv");
    }
    try (LimitedNode node = new LimitedNode(folder, "-XX:+UseSerialGC", user)) {
      node.run("hungry:attempt %s %s".formatted(node.module("frequency", 1), folder));
      limit(node, "--nproc=1:", user);
      Files.createFile(folder.resolve("go"));
      LimitedNode.until(() -> Files.exists(folder.resolve("said")));
      limit(node, "--nproc=4096:", user);
      assertThat(Files.readString(folder.resolve("said")))
          .contains("no thread can be had for frequency now; try again", "counted ", "here")
          .contains("no thread can be had for counter now; try again")
          .doesNotContain("\tat ");
      assertAllIsAsBefore(node);
    }
  }

  @Test
  void openFiles() throws Exception {
    assumeLimits("open files");
    try (LimitedNode node = start("-XX:+UseSerialGC")) {
      limit(node, "--nofile=1:");
      assertRefused(node, "Too many open files");
      limit(node, "--nofile=1024:");
      assertAllIsAsBefore(node);
    }
  }

  @Test
  void disk() throws Exception {
    assumeLimits("disk");
    try (LimitedNode node = start("-XX:+UseSerialGC")) {
      limit(node, "--fsize=1:");
      assertRefused(node, "the framework cannot store it");
      limit(node, "--fsize=unlimited:");
      assertAllIsAsBefore(node);
    }
  }

  @Test
  void temporaryFolder() throws Exception {
    String mounted = folder.resolve("tmp").toString();
    String[] mount = {"mount", "-t", "tmpfs", "-o", "size=64m,mode=777", "tmpfs", mounted};
    assume(can(mount), "temporary folder: mount gives none of its own");
    try (LimitedNode node = start("-XX:+UseSerialGC")) {
      Path filling = fill(folder.resolve("tmp/filling"));
      assertRefused(node, "No space left on device");
      Files.delete(filling);
      assertAllIsAsBefore(node);
    } finally {
      assertThat(can("umount", mounted)).isTrue();
    }
  }

  /** Leaves no byte. */
  private static Path fill(Path file) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      for (int size = 1 << 16; size > 0; size /= 16) {
        fill(out, new byte[size]);
      }
    }
    return file;
  }

  private static void fill(OutputStream out, byte[] bytes) {
    try {
      while (true) {
        out.write(bytes);
      }
    } catch (IOException _) {
      // there is no space for so many
    }
  }

  @Test
  void metaspace() throws Exception {
    try (LimitedNode node = start("-XX:+UseSerialGC -XX:MaxMetaspaceSize=" + METASPACE)) {
      String refused = node.run("hungry:metaspace " + node.module("frequency", 1));
      say(refused);
      assertThat(refused).contains("NotStored").doesNotContain("\tat ");
      assertAllIsAsBefore(node);
    }
  }

  @Test
  void randomOperations() throws Exception {
    long seconds = Long.getLong("baton.limits.seconds", 600);
    long seed = Long.getLong("baton.limits.seed", new Random().nextInt(1, Integer.MAX_VALUE));
    say("%d seconds, seed %d".formatted(seconds, seed));
    try (LimitedNode node = start(HEAP)) {
      String random = "hungry:random %s %d %d".formatted(node.modules(), seconds, seed);
      String said =
          node.run(random, Duration.ofSeconds(seconds).plus(LimitedNode.PATIENCE.multipliedBy(2)));
      say(said);
      assertThat(said)
          .contains("lost=0 stuck=[] untold=0 ")
          .as("no thread of Baton or of the framework ends")
          .doesNotContain("Exception in thread");
      assertThat(LimitedNode.number("shortages", said)).isPositive();
      assertAllIsAsBefore(node);
    }
  }

  private static void assertAllIsAsBefore(LimitedNode node) throws IOException {
    node.assertAllIsAsBefore();
    say("others meanwhile: " + node.run("hungry:report"));
  }

  /** A load is refused in a sentence; calls and processes do not need what is short. */
  private static void assertRefused(LimitedNode node, String why) throws IOException {
    String refused = node.run("code:load_abs " + node.module("frequency", 1));
    assertThat(refused).contains("system_limit: ", why).doesNotContain("\tat ");
    assertThat(Long.parseLong(node.run("counter:next").strip())).isPositive();
    assertThat(node.run("hungry:process")).contains("here");
    assertThat(node.run("code:purge counter")).contains("counter");
    assertThat(node.run("code:status")).contains("counter").doesNotContain("frequency");
    assertThat(node.run("lb -s")).doesNotContain("frequency (");
  }

  private static void limit(LimitedNode node, String limit) throws Exception {
    limit(node, limit, List.of());
  }

  private static void limit(LimitedNode node, String limit, List<String> user) throws Exception {
    List<String> command = new ArrayList<>(user);
    command.addAll(List.of("prlimit", "--pid", Long.toString(node.pid()), limit));
    assertThat(can(command.toArray(String[]::new))).isTrue();
  }

  private static void assumeLimits(String what) throws Exception {
    assume(can("prlimit", "--version"), what + ": there is no prlimit");
  }

  private static void assume(boolean given, String otherwise) {
    if (!given) {
      say("SKIPPED: " + otherwise);
    }
    assumeTrue(given, otherwise);
  }

  private static boolean can(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false;
    }
  }
}
