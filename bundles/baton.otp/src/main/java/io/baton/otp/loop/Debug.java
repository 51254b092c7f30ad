package io.baton.otp.loop;

import io.baton.api.server.Statistics;
import io.baton.spi.Log;
import io.baton.spi.ValueText;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of one server that {@code sys} records; touched by its process only. */
final class Debug {
  private static final Log LOG = Log.of("io.baton.otp");

  private final Deque<String> log = new ArrayDeque<>();
  private int kept;
  private boolean traces;
  private @Nullable Instant since;
  private long in;
  private long out;

  /** Returns whether nothing is recorded, so that the object can be dropped. */
  boolean isIdle() {
    return kept == 0 && !traces && since == null;
  }

  void count(boolean on) {
    since = on ? Instant.now() : null;
    in = 0;
    out = 0;
  }

  void trace(boolean on) {
    traces = on;
  }

  void keep(int events) {
    kept = events;
    trim();
  }

  @Nullable Statistics statistics() {
    return since == null ? null : new Statistics(since, Instant.now(), in, out);
  }

  List<String> log() {
    return List.copyOf(log);
  }

  void in(Object server, Object message) {
    in++;
    note(server, "got", message);
  }

  void out(Object server, @Nullable Object message) {
    out++;
    note(server, "sent", message);
  }

  private void note(Object server, String what, @Nullable Object message) {
    if (traces || kept > 0) {
      String event = "%s %s %s".formatted(server, what, ValueText.of(message));
      log.add(event);
      trim();
      if (traces) {
        LOG.log(System.Logger.Level.INFO, event);
      }
    }
  }

  private void trim() {
    while (log.size() > kept) {
      log.removeFirst();
    }
  }
}
