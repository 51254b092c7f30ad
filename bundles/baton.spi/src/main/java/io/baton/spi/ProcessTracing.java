package io.baton.spi;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** Traces of processes, event by event. Thread-safe; nothing here blocks. */
@ProviderType
public interface ProcessTracing {
  /** Event of a traced process. */
  @ProviderType
  sealed interface Event {
    /**
     * A message has arrived in the mailbox.
     *
     * @param message as it was sent; must not be kept, for it may be of any version
     */
    record Arrived(Object message) implements Event {}

    /**
     * A turn begins.
     *
     * @param function such as {@code frequency:loop/1}
     */
    record Turn(String function) implements Event {}

    /**
     * The process has ended; no event follows from its own thread.
     *
     * @param reason why
     */
    record Ended(ExitReason reason) implements Event {}
  }

  /** An active trace. */
  @ProviderType
  interface Trace extends AutoCloseable {
    /** Ends the trace. A second call has no effect. */
    @Override
    void close();
  }

  /**
   * Watches a process until the trace is closed or the process has ended. Costs the process nothing
   * before and afterwards.
   *
   * @param pid a living process that is not traced
   * @param tracer called on the thread that causes the event: must return at once, and run no code
   *     of a module
   * @return the trace, to be closed
   * @throws IllegalArgumentException if the process has ended or is traced already
   */
  Trace trace(Pid pid, Consumer<Event> tracer);
}
