package io.baton.code.purging;

import static io.baton.code.purging.Scene.waiting;
import static io.baton.fixtures.Await.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.PurgedCodeException;
import io.baton.code.OneVersion;
import io.baton.code.version.LoadedVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads that a version has started, while its components take leave after a purge. */
class OwnThreadsTest {
  private final Scene.Table table = new Scene.Table();
  private final Scene.Points points = new Scene.Points();
  private final OneVersion loader = Scene.loader();
  private final LoadedVersion version = Scene.version(loader);
  private final CountDownLatch leave = new CountDownLatch(1);
  private final Purger purger = new Purger(table, points, () -> Duration.ofSeconds(10), _ -> {});

  private void stay() {
    try {
      leave.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void close() {
    assertThat(purger.closeIfUnused(version, Instant.EPOCH)).isEmpty();
  }

  @AfterEach
  void leave() {
    leave.countDown();
  }

  /** Enters the version on a thread that it has started. */
  private FutureTask<String> enteringAsOwnThread() {
    var entering =
        new FutureTask<>(() -> {
          points.enter();
          return "entered";
        });
    Thread own = Thread.ofPlatform().unstarted(entering);
    own.setContextClassLoader(loader);
    own.start();
    return entering;
  }

  @Test
  void ownThreadsOfAPurgedVersionMayEnterUntilItHasLeft() throws Exception {
    close();

    assertThatThrownBy(points::enter).isInstanceOf(PurgedCodeException.class);
    assertThat(enteringAsOwnThread().get()).isEqualTo("entered");
    purger.left(version);

    assertThatThrownBy(() -> enteringAsOwnThread().get())
        .hasCauseInstanceOf(PurgedCodeException.class);
  }

  @Test
  void ownThreadThatIsInTheVersionWhenItHasLeftIsEnded() throws Exception {
    close();
    assertThat(enteringAsOwnThread().get()).isEqualTo("entered");
    Thread own = waiting(Thread.ofPlatform(), Scene.in(loader, this::stay));

    purger.left(version);

    until(() -> !own.isAlive());
    assertThat(table.killed).hasSize(1);
  }
}
