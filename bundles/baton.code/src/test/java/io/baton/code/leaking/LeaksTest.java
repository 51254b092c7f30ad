package io.baton.code.leaking;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Leak;
import io.baton.spi.LeakFinder;
import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is answered, and what is logged. */
class LeaksTest {
  private static final Leak.Path PATH = new Leak.Path(List.of("thread \"pool\"", "m.Left"));
  private static final LeakFinder NOBODY_TO_ASK =
      _ -> {
        throw new AssertionError("the heap must not be dumped");
      };

  /** Held by the test. */
  private final ClassLoader held = LoaderWatchTest.loader();

  private final LoaderWatch watch = LoaderWatch.start(_ -> {});
  private final Logger logger = Logger.getLogger("io.baton.code");
  private final Log log = new Log();

  /** What is logged, as text. */
  private static final class Log extends Handler {
    private final List<String> lines = new ArrayList<>();
    private final List<Level> levels = new ArrayList<>();

    @Override
    public void publish(LogRecord message) {
      levels.add(message.getLevel());
      lines.add(new SimpleFormatter().formatMessage(message));
    }

    @Override
    public void flush() {
      boolean _ = io.baton.spi.Log.flush(Duration.ofSeconds(10));
    }

    List<String> lines() {
      flush();
      return lines;
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    logger.addHandler(log);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void close() {
    logger.setUseParentHandlers(true);
    logger.removeHandler(log);
    watch.close();
  }

  private static Leaks leaks(LeakFinder finder) {
    return new Leaks(() -> Optional.of(finder), () -> Long.MAX_VALUE);
  }

  private void purge() {
    watch.add(LoaderWatchTest.version(1), Instant.EPOCH, held);
  }

  private PurgedLoader suspect() {
    var purge = new PurgedLoader.Purge(LoaderWatchTest.version(1), Instant.EPOCH);
    return new PurgedLoader(held, new ReferenceQueue<>(), purge, 0);
  }

  private static List<Optional<Leak.Holder>> held(List<? extends Reference<?>> loaders) {
    return loaders.stream().map(_ -> Optional.<Leak.Holder>of(PATH)).toList();
  }

  @Test
  void nothingIsDumpedIfNothingIsLeft() {
    watch.add(LoaderWatchTest.version(1), Instant.EPOCH, LoaderWatchTest.loader());

    assertThat(leaks(NOBODY_TO_ASK).find(watch)).isEmpty();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void leakHasItsVersionAndThePathToIt() {
    purge();

    assertThat(leaks(LeaksTest::held).find(watch))
        .containsExactly(new Leak(LoaderWatchTest.version(1), Instant.EPOCH, PATH));
  }

  @Test
  void versionThatTheDumpDoesNotHaveIsNoLeak() {
    purge();

    assertThat(leaks(_ -> List.of(Optional.empty())).find(watch)).isEmpty();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void withoutAFinderTheAnswerSaysWhatIsMissing() {
    purge();

    assertThat(new Leaks(Optional::empty, () -> Long.MAX_VALUE).find(watch))
        .singleElement()
        .satisfies(leak -> assertThat(leak.path()).isEmpty())
        .satisfies(leak -> assertThat(leak.holder().toString()).contains("baton.leaks"));
  }

  @Test
  void heapThatCannotBeReadIsTheReasonForNotKnowing() {
    purge();
    LeakFinder failing =
        _ -> {
          throw new IOException("no space left");
        };

    assertThat(leaks(failing).find(watch))
        .singleElement()
        .satisfies(leak -> assertThat(leak.holder().toString()).contains("no space left"));
  }

  @Test
  void suspectThatOnlySoftReferencesHoldIsNoWarning() {
    var soft = new Leak.SoftPath(List.of("class Cache", "m.Left"));

    leaks(_ -> List.of(Optional.of(soft))).suspected(List.of(suspect()));

    assertThat(log.lines())
        .containsExactly(
            "alpha 1.0.0 was purged, but is still in memory until it runs short, since only soft"
                + " references hold it: class Cache -> m.Left");
    assertThat(log.levels).containsExactly(Level.INFO);
  }

  @Test
  void suspectIsLoggedWithItsPath() {
    leaks(LeaksTest::held).suspected(List.of(suspect()));

    assertThat(log.lines())
        .containsExactly(
            "alpha 1.0.0 was purged, but is still in memory: thread \"pool\" -> m.Left");
    assertThat(log.levels).containsExactly(Level.WARNING);
  }

  @Test
  void largeHeapIsNotDumpedUnasked() {
    new Leaks(() -> Optional.of(NOBODY_TO_ASK), () -> 0).suspected(List.of(suspect()));

    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("alpha 1.0.0 was purged, but is still in memory")
        .contains("code:leaks");
  }

  @Test
  void versionIsLoggedOnceThoughTwoSearchesFindIt() {
    PurgedLoader suspect = suspect();
    Leaks leaks = leaks(LeaksTest::held);
    leaks.suspected(List.of(suspect));
    leaks.suspected(List.of(suspect));
    purge();
    assertThat(leaks.find(watch)).hasSize(1);
    assertThat(leaks.find(watch)).hasSize(1);

    leaks.suspected(watch.remaining());

    assertThat(log.lines()).hasSize(2);
  }
}
