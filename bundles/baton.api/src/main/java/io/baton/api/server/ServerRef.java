package io.baton.api.server;

import io.baton.api.process.CallFailedException;
import io.baton.api.process.ExitReason;
import io.baton.api.process.ProcessExit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One server, state machine or event manager, by its pid or its registered name; {@link
 * Servers#of(io.baton.api.process.Pid)} makes it. Immutable, thread-safe. The functions act for the
 * process, or thread, that calls them.
 *
 * <p>Every function throws {@link ProcessExit} if the calling process has been ended, and {@link
 * IllegalStateException} if no server runtime is active. {@code call} and {@code stop} block.
 */
public final class ServerRef {
  private final ServerRuntime.Address server;

  ServerRef(ServerRuntime.Address server) {
    this.server = server;
  }

  /**
   * Sends a request and waits for the reply, for 5 s at most ({@code gen_server:call/2}).
   *
   * @param <R> type of the reply
   * @param call the request
   * @return the reply, in the classes of the version that the request is of
   * @throws CallFailedException if there is no such process ({@code noproc}), it ends before it
   *     replies, the timeout has elapsed, or it is the caller itself
   */
  public <R extends @Nullable Object> R call(Call<R> call) {
    return Servers.runtime().call(server, call, Servers.DEFAULT_TIMEOUT);
  }

  /**
   * Sends a request and waits for the reply ({@code gen_server:call/3}).
   *
   * @param <R> type of the reply
   * @param call the request
   * @param timeout how long to wait; a later reply is dropped
   * @return the reply
   * @throws CallFailedException as {@link #call(Call)} does
   */
  public <R extends @Nullable Object> R call(Call<R> call, Duration timeout) {
    return Servers.runtime().call(server, call, timeout);
  }

  /**
   * Sends a request without a reply ({@code gen_server:cast}). Never blocks, and never fails: if
   * there is no such process, nothing happens.
   *
   * @param cast the request, for a {@link CastServer}
   */
  public void cast(Object cast) {
    Servers.runtime().cast(server, cast);
  }

  /**
   * Stops the server, and waits until it has ended ({@code gen_server:stop/3}); {@code terminate}
   * runs.
   *
   * @param reason why
   * @param timeout how long to wait; the server ends all the same if it elapses
   * @throws CallFailedException if there is no such process, it ends with another reason, or the
   *     timeout has elapsed
   */
  public void stop(ExitReason reason, Duration timeout) {
    Servers.runtime().stop(server, reason, timeout);
  }
}
