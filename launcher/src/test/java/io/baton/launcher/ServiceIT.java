package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.launcher.Distribution.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Baton as a service: its process, its state, its logs. */
class ServiceIT {
  @TempDir Path folder;
  private Distribution baton;
  private Path run;

  @BeforeEach
  void distribution() {
    baton = new Distribution(folder);
    run = folder.resolve("run");
    baton.with(Map.of("BATON_RUN", run.toString()));
  }

  @AfterEach
  void kill() throws Exception {
    if (Files.exists(run.resolve("pid"))) {
      ProcessHandle.of(pid())
          .filter(process -> process.info().command().orElse("").endsWith("java"))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private long pid() throws IOException {
    return Long.parseLong(Files.readString(run.resolve("pid")).strip());
  }

  @Test
  void whatWasLoadedIsThereAfterARestart() throws Exception {
    Path storage = folder.resolve("storage");
    Ended started = baton.run("--storage", storage.toString(), "start");
    long first = pid();
    Ended again = baton.run("start");
    Ended loaded =
        baton.run(
            "attach",
            "-c",
            "code:load counter 1.0.0; ((bundle 0) loadClass java.lang.System) . out . println"
                + " printed");
    Ended restarted = baton.run("--storage", storage.toString(), "restart");
    Ended status = baton.run("status");
    Ended all = baton.run("attach", "-c", "code:all_loaded");
    long second = pid();
    Ended stopped = baton.run("stop");

    assertThat(started.out()).startsWith("Baton runs, process " + first + "; attach to it with ");
    assertThat(started.status()).isZero();
    assertThat(again.status()).isZero();
    assertThat(again.out()).contains("already runs").contains(String.valueOf(first));
    assertThat(loaded.out()).contains("ok: counter 1.0.0 is current");
    assertThat(restarted.out()).contains("Baton has stopped", "Baton runs, process " + second);
    assertThat(second).isNotEqualTo(first);
    assertThat(status.status()).isZero();
    assertThat(status.out()).contains("process " + second);
    assertThat(all.out()).startsWith("counter 1.0.0 from");
    assertThat(stopped).isEqualTo(new Ended(0, "Baton has stopped\n", ""));
    assertThat(baton.run("status").status()).isEqualTo(3);
    assertThat(run.resolve("log/baton.0.log"))
        .content()
        .contains("baton: ready: ", "baton: stopping", "is current")
        .doesNotContain("Exception");
  }

  @Test
  void aNodeThatWasKilledIsDeadAndItsNumberIsNobodyElses() throws Exception {
    Process node = baton.start("foreground");
    node.errorReader().readLine();
    assertThat(pid()).isEqualTo(node.pid());
    node.destroyForcibly().waitFor();
    Process other = new ProcessBuilder("sleep", "1000").start();
    try {
      Files.writeString(run.resolve("pid"), other.pid() + "\n"); // the system gives numbers again

      Ended dead = baton.run("status");
      Ended attached = baton.run("attach", "-c", "lb");
      Ended stopped = baton.run("stop");

      assertThat(dead.status()).isEqualTo(1);
      assertThat(dead.out()).contains("has ended without cleaning up");
      assertThat(attached.status()).isEqualTo(1);
      assertThat(attached.err()).startsWith("baton: no Baton runs in the run folder ");
      assertThat(stopped.status()).isZero();
      assertThat(stopped.out()).contains("is removed");
      assertThat(other.isAlive()).isTrue();
      assertThat(run.resolve("pid")).doesNotExist();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void aStartThatFailsSaysWhyWithTheEndOfItsLog() throws Exception {
    Files.writeString(folder.resolve("f.json"), "{ this is nothing");

    Ended feature = baton.run("--feature", "f.json", "start");
    baton.with(Map.of("BATON_JAVA_OPTS", "-XX:+NoSuchOption"));
    Ended jvm = baton.run("start");

    assertThat(feature.status()).isEqualTo(1);
    assertThat(feature.err())
        .startsWith("baton: Baton has not started, and its process has ended with status 1")
        .contains("f.json");
    assertThat(jvm.status()).isEqualTo(1);
    assertThat(jvm.err()).contains("Unrecognized VM option 'NoSuchOption'");
    assertThat(baton.run("status").status()).isEqualTo(3);
  }

  @Test
  void aFolderOfStrangersIsLeftAsItIs() throws Exception {
    Files.createDirectory(run);
    Files.writeString(run.resolve("letter"), "mine");
    Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));

    Ended ended = baton.run("start");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err()).contains("holds what Baton has not made");
    assertThat(run).isDirectoryContaining("glob:**/letter");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run)))
        .isEqualTo("rwxr-xr-x");
  }

  @Test
  void inTheForegroundItEndsWithASignalAndTellsSystemdThatItIsReady() throws Exception {
    Path programs = Files.createDirectory(folder.resolve("bin"));
    Path notify = programs.resolve("systemd-notify");
    Files.writeString(notify, "#!/bin/sh\necho \"$@ $NOTIFY_SOCKET\" >" + folder + "/notified\n");
    Files.setPosixFilePermissions(notify, PosixFilePermissions.fromString("rwx------"));
    baton.with(
        Map.of("NOTIFY_SOCKET", "/somewhere", "PATH", programs + ":" + System.getenv("PATH")));

    Process node = baton.start("foreground");
    node.getOutputStream().close();
    node.errorReader().readLine();
    Ended status = baton.run("status");
    node.destroy();

    assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(status.status()).isZero();
    assertThat(node.exitValue()).isEqualTo(143); // 128 and the signal
    assertThat(folder.resolve("notified")).hasContent("--ready /somewhere");
    assertThat(run.resolve("pid")).doesNotExist();
    assertThat(baton.temporary()).isEmptyDirectory();
  }
}
