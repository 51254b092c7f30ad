package io.baton.spi;

import io.baton.api.process.ExitReason;
import io.baton.api.process.MonitorRef;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.server.From;
import io.baton.api.server.ServerRuntime;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Requests that have one answer. It bypasses the mailbox: an answer that comes too late leaves
 * nothing in it, and no search is needed. Thread-safe.
 */
@ProviderType
public interface Replies {
  /**
   * Sends a request. Its slot is filled by the first answer, or by the end of the process.
   *
   * @param to the receiver; if it has ended, the slot is filled with {@code noproc}, and nothing is
   *     sent
   * @param message makes the message from the slot that the answer goes to
   * @return the slot, which the caller must wait for
   */
  Slot ask(Pid to, Function<? super Slot, ?> message);

  /**
   * Starts a process whose first report the caller waits for ({@code proc_lib:start}).
   *
   * @param first makes the call that it begins with, from the slot that the report goes to; the end
   *     of the process fills that too
   * @param tie made before the process runs
   * @return the process, and the slot, which the caller must wait for
   */
  Born spawn(Function<? super Slot, ? extends Next> first, ServerRuntime.Tie tie);

  /**
   * A process that was started.
   *
   * @param pid its pid
   * @param slot for its first report
   * @param ref of the caller's monitor, if it has one
   */
  record Born(Pid pid, Slot slot, Optional<MonitorRef> ref) {}

  /** A place for one answer. Filled once; later answers are dropped. */
  @ProviderType
  interface Slot extends From {
    /**
     * Fills the slot with an answer.
     *
     * @param value the answer
     */
    void answer(@Nullable Object value);

    /**
     * Fills the slot as if the process had ended.
     *
     * @param reason why there is no answer
     */
    void refuse(ExitReason reason);

    /**
     * Waits until the slot is filled. To be called once, by the process that it is of. It is
     * reported as waiting for this meanwhile, and an interrupt does not end the wait. Afterwards
     * the other process drops the slot, also when this throws.
     *
     * @param timeout how long to wait at most
     * @return its final content
     * @throws ProcessExit if the calling process has been ended
     */
    Outcome await(Duration timeout);

    /** Drops a slot that will not be waited for. */
    void forget();
  }

  /** Content of a slot. */
  @ProviderType
  sealed interface Outcome {
    /**
     * An answer.
     *
     * @param value the answer
     */
    record Answered(@Nullable Object value) implements Outcome {}

    /**
     * The process has ended, or refused.
     *
     * @param reason why
     */
    record Ended(ExitReason reason) implements Outcome {}

    /** The timeout has elapsed. */
    record TimedOut() implements Outcome {}
  }
}
