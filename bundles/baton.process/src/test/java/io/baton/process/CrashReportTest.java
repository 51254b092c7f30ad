package io.baton.process;

import static io.baton.api.process.Processes.link;
import static io.baton.api.process.Processes.register;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawnMonitor;
import static io.baton.api.process.Processes.trapExits;
import static io.baton.process.Scene.once;
import static io.baton.process.Scene.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.spi.Log;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Crash reports as those of Erlang's proc_lib: pid, initial call, relationships and reason. */
class CrashReportTest {
  private static final Logger LOG = Logger.getLogger("io.baton.process");

  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  private final Reports reports = new Reports();

  private static final class Reports extends Handler {
    final Queue<LogRecord> all = new ConcurrentLinkedQueue<>();

    @Override
    public void publish(LogRecord report) {
      all.add(report);
    }

    @Override
    public void flush() {
      boolean _ = Log.flush(Duration.ofSeconds(10));
    }

    Queue<LogRecord> all() {
      flush();
      return all;
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    LOG.setLevel(Level.ALL);
    LOG.setUseParentHandlers(false);
    LOG.addHandler(reports);
  }

  @AfterEach
  void listenNoMore() {
    reports.flush();
    LOG.removeHandler(reports);
    LOG.setUseParentHandlers(true);
    LOG.setLevel(Level.OFF);
  }

  @Test
  void uncaughtExceptionIsReportedWithADescriptionOfTheProcess() {
    trapExits(true);
    Pid test = self();
    var process =
        spawnMonitor(
            once(() -> {
              register("clock", self());
              link(test);
              send(self(), 1);
              send(self(), 2);
              throw new IllegalStateException("it stands still");
            }));

    reason(process);

    assertThat(reports.all()).hasSize(1);
    LogRecord report = reports.all().element();
    assertThat(report.getMessage().lines())
        .containsExactly(
            "process %s (clock) ended: java.lang.IllegalStateException: it stands still"
                .formatted(process.pid()),
            "  initial call: io.baton.fixtures.Once",
            "  links: [%s], monitors: [], mailbox: 2 messages".formatted(test));
    assertThat(report.getThrown()).hasMessage("it stands still");
  }

  @Test
  void exitsAreNotReported() {
    reason(spawnMonitor(once(() -> Processes.exit(ExitReason.of("bad")))));
    reason(spawnMonitor(once(() -> {})));

    assertThat(reports.all()).isEmpty();
  }
}
