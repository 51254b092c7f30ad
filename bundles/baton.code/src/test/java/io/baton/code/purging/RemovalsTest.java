package io.baton.code.purging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.code.StubbedFramework.Release;
import io.baton.code.StubbedServer;
import io.baton.code.framework.component.InstalledVersion;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a version that is given up, and of one whose load fails in any way. */
class RemovalsTest {
  private StubbedServer server;
  private Release release;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = new StubbedServer(folder);
    release = server.framework.release("m", "1.0.0");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void droppedVersionNeverRunsAgainAndItsBundleIsUninstalledOnce() {
    InstalledVersion version = server.ready(release);

    server.removals.drop(version);

    assertThat(release.uninstalls()).isEqualTo(1);
    assertThat(server.points.armed).containsValue(version.id().number());
  }

  @Test
  void dropEndsTheProcessesThatTheVersionHasStarted() throws InterruptedException {
    InstalledVersion version = server.ready(release);
    Thread thread = server.stayIn(version, 42);

    server.removals.drop(version);

    assertThat(server.processes.killed).hasSize(1);
    assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
    assertThat(release.uninstalls()).isEqualTo(1);
  }

  @Test
  void bundleIsUninstalledAlsoIfTheProcessesCannotBeEnded() {
    InstalledVersion version = server.ready(release);
    server.stayIn(version, 42);
    server.processes.onKill =
        process -> {
          process.thread().interrupt();
          throw new IllegalStateException("no");
        };

    assertThatThrownBy(() -> server.removals.drop(version)).hasMessage("no");

    assertThat(release.uninstalls()).isEqualTo(1);
  }

  @Test
  void bundleStaysThatWasUpdatedAndHoldsTheCurrentVersion() {
    InstalledVersion before = server.current(release);
    InstalledVersion version =
        new InstalledVersion(before.loaded(), before.component(), before.revision());

    server.removals.purged(version);

    assertThat(release.uninstalls()).isZero();
  }

  @Test
  void decisionThatReturnsKeepsTheVersion() {
    InstalledVersion version = server.ready(release);

    assertThat(server.removals.dropOnFailure(version, () -> "refused, and to be tried again"))
        .startsWith("refused");

    assertThat(release.uninstalls()).isZero();
  }

  @Test
  void decisionThatThrowsDropsTheVersion() {
    InstalledVersion version = server.ready(release);

    assertThatThrownBy(() ->
            server.removals.dropOnFailure(
                version,
                () -> {
                  throw new OutOfMemoryError("for a test");
                }))
        .isInstanceOf(OutOfMemoryError.class);

    assertThat(release.uninstalls()).isEqualTo(1);
  }

  @Test
  void decisionThatThrowsAfterTheVersionHasBecomeCurrentKeepsIt() {
    InstalledVersion version = server.ready(release);

    assertThatThrownBy(() ->
            server.removals.dropOnFailure(
                version,
                () -> {
                  server.table.load("m", version, version.id().loaded());
                  throw new IllegalStateException("no");
                }))
        .hasMessage("no");

    assertThat(release.uninstalls()).isZero();
    assertThat(server.points.armed).as("the gates of purged versions").isEmpty();
  }
}
