package io.baton.code.framework;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.spi.Log;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrameworkChangesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Held strongly, or the handler would be lost. */
  private static final Logger LOGGER = Logger.getLogger("io.baton.code");

  private final List<String> made = Collections.synchronizedList(new ArrayList<>());
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);

  /** Written by the test only. */
  private Duration bound = Duration.ofMillis(20);

  private final FrameworkChanges changes = new FrameworkChanges(() -> bound);

  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          warnings.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    assertThat(Log.flush(PATIENCE)).as("what other tests have logged").isTrue();
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(handler);
  }

  @AfterEach
  void letAllReturn() {
    release.countDown();
    LOGGER.removeHandler(handler);
    LOGGER.setUseParentHandlers(true);
  }

  private void hang(String what) {
    try {
      release.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    made.add(what);
  }

  private void releaseAndAwait(String module) {
    release.countDown();
    var done = new CountDownLatch(1);
    changes.make(module, done::countDown);
    try {
      assertThat(done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void changeThatDoesNotReturnIsSaidOnceAndNotWaitedForAgain() {
    changes.make("m", () -> hang("first"));
    bound = Duration.ofDays(1);

    changes.make("m", () -> made.add("second"));
    changes.make("m", () -> made.add("third"));

    assertThat(made).isEmpty();
    releaseAndAwait("m");
    assertThat(made).containsExactly("first", "second", "third");
    assertThat(Log.flush(PATIENCE)).isTrue();
    assertThat(warnings).singleElement().asString().startsWith("m: the framework does not show");
  }

  @Test
  void changesOfOtherModulesAreMadeMeanwhileAndWaitedFor() {
    changes.make("m", () -> hang("m"));
    bound = PATIENCE;

    for (int i = 0; i < 100; i++) {
      changes.make("other", () -> made.add("other"));
    }

    assertThat(made).hasSize(100);
  }

  @Test
  void otherModulesThatAreHeldUpAsWellAreNotWaitedForLong() {
    changes.make("m", () -> hang("m"));
    bound = Duration.ofDays(1);

    changes.make("other", () -> hang("other"));

    assertThat(made).isEmpty();
    releaseAndAwait("m");
    releaseAndAwait("other");
    assertThat(made).containsExactlyInAnyOrder("m", "other");
  }

  @Test
  void changeIsWaitedForAgainWhenTheLateOneHasReturned() {
    changes.make("m", () -> hang("first"));
    releaseAndAwait("m");
    bound = PATIENCE;

    changes.make("m", () -> made.add("second"));

    assertThat(made).containsExactly("first", "second");
  }

  @Test
  void changeThatThrowsIsLoggedAndTheNextIsMade() {
    bound = PATIENCE;

    changes.make(
        "m",
        () -> {
          throw new NoClassDefFoundError("from a listener");
        });
    changes.make("m", () -> made.add("next"));

    assertThat(made).containsExactly("next");
    assertThat(Log.flush(PATIENCE)).isTrue();
    assertThat(warnings)
        .containsExactly("m: the services that the framework shows could not be changed");
  }
}
