package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.baton.api.code.PurgeResult;
import io.baton.api.code.PurgedCodeException;
import io.baton.api.code.SoftPurgeResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.Test;

/**
 * Promises 8 and 9: what a version has opened it may close when it goes; nothing runs after that.
 */
public class FarewellIT extends BatonTest {
  private interface Opener {
    Runnable open(Consumer<String> log);
  }

  private static TestBundle opener(int vsn) {
    return new TestModule("opener", vsn + ".0.0")
        .functions("Runnable open(Consumer<String> log);")
        .members(
            """
            private volatile Consumer<String> log = text -> {};

            public Runnable open(Consumer<String> log) {
              this.log = log;
              return () -> log.accept("runs");
            }

            public void close() {
              for (int i = 0; i < 2; i++) {
                closeOne(i);
              }
            }

            private void closeOne(int number) {
              log.accept("closed " + number);
            }
            """)
        .closedBy("close")
        .bundle();
  }

  private final List<String> log = new CopyOnWriteArrayList<>();

  @Test
  public void theComponentOfASoftlyPurgedVersionIsDeactivated() {
    load(opener(1));
    Runnable left = code.qualified("opener", Opener.class).open(log::add);
    load(opener(2));

    SoftPurgeResult result = codeLoader.softPurge("opener");

    assertThat(result).isInstanceOf(SoftPurgeResult.Purged.class);
    assertThat(log).containsExactly("closed 0", "closed 1");
    assertThat(catchThrowable(left::run)).isInstanceOf(PurgedCodeException.class);
    assertThat(log).hasSize(2);
  }

  @Test
  public void theComponentOfAPurgedVersionIsDeactivated() {
    load(opener(1));
    Runnable left = code.qualified("opener", Opener.class).open(log::add);
    load(opener(2));

    PurgeResult result = codeLoader.purge("opener");

    assertThat(result).isInstanceOf(PurgeResult.Purged.class);
    assertThat(log).containsExactly("closed 0", "closed 1");
    assertThat(left).isNotNull();
  }

  private static TestBundle lingerer(int vsn) {
    return new TestModule("lingerer", vsn + ".0.0")
        .functions("Runnable open(Consumer<String> log);")
        .members(
            """
            private volatile Consumer<String> log = text -> {};

            public Runnable open(Consumer<String> log) {
              this.log = log;
              return () -> {};
            }

            public void close() {
              try {
                while (true) {
                  try {
                    Thread.sleep(60_000);
                  } catch (InterruptedException e) {
                    log.accept("interrupted");
                  }
                }
              } finally {
                log.accept("ended");
              }
            }
            """)
        .closedBy("close")
        .bundle();
  }

  @Test
  public void deactivationThatDoesNotReturnIsEnded() throws Exception {
    bound("purge.timeout.ms", Duration.ofMillis(300));
    load(lingerer(1));
    var _ = code.qualified("lingerer", Opener.class).open(log::add);
    load(lingerer(2));

    assertThat(codeLoader.purge("lingerer")).isInstanceOf(PurgeResult.Purged.class);

    until(() -> log.contains("ended"));
    assertThat(log).containsExactly("interrupted", "ended");
    until(() -> codeStatus.status().stream().allMatch(status -> status.fenced().isEmpty()));
  }
}
