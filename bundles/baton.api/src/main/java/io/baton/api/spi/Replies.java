package io.baton.api.spi;

import io.baton.api.process.ExitReason;
import io.baton.api.process.MonitorRef;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.server.From;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Requests that have one answer. It comes past the mailbox: nothing is left in it by an answer that
 * comes too late, and nothing has to be searched. Thread-safe.
 */
@ProviderType
public interface Replies {
  /**
   * Sends a request. Its slot is filled by the first answer, or by the end of the process.
   *
   * @param to whom; if it has ended, the slot is filled with {@code noproc}, and nothing is sent
   * @param message makes the message; gets the slot that the answer goes to
   * @return the slot, which the caller must wait for
   */
  Slot ask(Pid to, Function<? super Slot, ?> message);

  /**
   * Starts a process whose first word the caller waits for ({@code proc_lib:start}).
   *
   * @param first makes the call that it begins with; gets the slot that the word goes to, which is
   *     filled by the end of the process too
   * @param tie made before the process runs
   * @return the process, and the slot, which the caller must wait for
   */
  Born spawn(Function<? super Slot, ? extends Next> first, ServerRuntime.Tie tie);

  /**
   * A process that was started.
   *
   * @param pid its pid
   * @param slot for its first word
   * @param ref of the caller's monitor, if it has one
   */
  record Born(Pid pid, Slot slot, Optional<MonitorRef> ref) {}

  /** A place for one answer. Filled once; what comes later is dropped. */
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
     * the slot is forgotten by the other process, also when this throws.
     *
     * @param timeout how long at most
     * @return what it is filled with, now and for ever
     * @throws ProcessExit if the calling process has been ended
     */
    Outcome await(Duration timeout);

    /** Gives up a slot that will not be waited for. */
    void forget();
  }

  /** What a slot was filled with. */
  sealed interface Outcome {
    /**
     * An answer.
     *
     * @param value what it is
     */
    record Answered(@Nullable Object value) implements Outcome {}

    /**
     * The process has ended, or refused.
     *
     * @param reason why
     */
    record Ended(ExitReason reason) implements Outcome {}

    /** The time was over. */
    record TimedOut() implements Outcome {}
  }
}
