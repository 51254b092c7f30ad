package io.baton.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Log log = Log.of("io.baton.test");
  private final Logger logger = Logger.getLogger("io.baton.test");
  private final List<LogRecord> records = Collections.synchronizedList(new ArrayList<>());
  private final List<Handler> handlers = new ArrayList<>();

  @BeforeEach
  void receiveNoOtherMessages() {
    logger.setUseParentHandlers(false);
    add(records::add);
  }

  @AfterEach
  void leave() {
    boolean _ = Log.flush(PATIENCE);
    handlers.forEach(logger::removeHandler);
    logger.setUseParentHandlers(true);
  }

  private void add(Consumer<LogRecord> publish) {
    var handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            publish.accept(line);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    handlers.add(handler);
    logger.addHandler(handler);
  }

  @Test
  void aTargetGetsTheMessagesInThePlaceOfTheJdk() {
    List<String> written = Collections.synchronizedList(new ArrayList<>());
    Log.passTo((name, level, text, thrown) -> written.add(name + " " + level + " " + text));

    log.log(Level.WARNING, "for the framework");
    boolean _ = Log.flush(PATIENCE);
    Log.passTo(null);
    log.log(Level.WARNING, "for the JDK");

    boolean _ = Log.flush(PATIENCE);
    assertThat(written).containsExactly("io.baton.test WARNING for the framework");
    assertThat(messages()).containsExactly("for the JDK");
  }

  @Test
  void whatATargetCannotWriteGoesToTheJdk() {
    Log.passTo((_, _, _, _) -> {
      throw new IllegalStateException("gone");
    });

    log.log(Level.ERROR, "kept");
    boolean _ = Log.flush(PATIENCE);
    Log.passTo(null);

    assertThat(messages()).containsExactly("kept");
  }

  private List<String> messages() {
    return records.stream().map(LogRecord::getMessage).toList();
  }

  @Test
  void handlerThatThrowsIsNoMatterForThoseThatWrite() {
    add(_ -> {
      throw new StackOverflowError();
    });

    log.log(Level.WARNING, "one");
    log.log(Level.WARNING, "two");

    assertThat(Log.flush(PATIENCE)).isTrue();
    assertThat(messages()).containsExactly("one", "two");
  }

  @Test
  void messageOfOneKindIsWrittenOnce() {
    for (int i = 0; i < 3; i++) {
      log.logOnce(Level.WARNING, "a kind of this test", "server " + i + " stays", null);
    }
    log.logOnce(Level.WARNING, "another kind of this test", "another stays", null);

    assertThat(Log.flush(PATIENCE)).isTrue();
    assertThat(messages()).containsExactly("server 0 stays", "another stays");
  }

  @Test
  void handlerThatDoesNotReturnDelaysNoThreadThatWrites() {
    var release = new CountDownLatch(1);
    add(_ -> awaitQuietly(release));

    for (int i = 0; i < 10_100; i++) {
      log.log(Level.WARNING, "message " + i);
    }
    release.countDown();

    assertThat(Log.flush(PATIENCE)).isTrue();
    log.log(Level.WARNING, "last");
    assertThat(Log.flush(PATIENCE)).isTrue();
    assertThat(messages()).contains("message 0", "message 1").endsWith("last");
    assertThat(messages()).anyMatch(line -> line.contains("messages were dropped"));
  }

  @Test
  @SuppressWarnings("OverrideThrowableToString") // this call is what is tested
  void exceptionIsAskedOnceAndNotByTheThreadOfTheLog() {
    var asked = Collections.synchronizedList(new ArrayList<Thread>());
    var thrown =
        new IllegalStateException("why") {
          @Override
          public String toString() {
            asked.add(Thread.currentThread());
            return "Own: why";
          }
        };

    log.log(Level.ERROR, "it failed", thrown);

    assertThat(Log.flush(PATIENCE)).isTrue();
    assertThat(records.getFirst().getThrown()).hasToString("Own: why").isNotSameAs(thrown);
    assertThat(records.getFirst().getThrown().getStackTrace()).isEqualTo(thrown.getStackTrace());
    assertThat(asked).extracting(Thread::getName).containsOnly("baton-text");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
