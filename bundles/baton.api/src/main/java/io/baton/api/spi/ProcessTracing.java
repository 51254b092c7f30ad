package io.baton.api.spi;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** Shows what happens to a process while it happens. Thread-safe; nothing here blocks. */
@ProviderType
public interface ProcessTracing {
  /** What happened. */
  sealed interface Event {
    /**
     * A message has come into the mailbox.
     *
     * @param message as it was sent; not to be kept, for it may be of any version
     */
    record Arrived(Object message) implements Event {}

    /**
     * A turn begins.
     *
     * @param function such as {@code frequency:loop/1}
     */
    record Turn(String function) implements Event {}

    /**
     * The process has ended; nothing comes after that from its own thread.
     *
     * @param reason why
     */
    record Ended(ExitReason reason) implements Event {}
  }

  /** A trace that is on. */
  interface Trace extends AutoCloseable {
    /** Ends the trace; called twice: nothing. */
    @Override
    void close();
  }

  /**
   * Watches a process until the trace is closed or the process has ended. Costs the process nothing
   * before and afterwards.
   *
   * @param pid a living process that nobody traces
   * @param tracer is told on the thread that does it: must return at once, and run no code of a
   *     module
   * @return ends the trace
   * @throws IllegalArgumentException if the process has ended or is traced already
   */
  Trace trace(Pid pid, Consumer<Event> tracer);
}
