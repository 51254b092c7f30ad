package io.baton.api.server;

import io.baton.api.process.CallFailedException;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The functions of {@code gen_server}, for {@code import static}. They act for the process, or
 * thread, that calls them. A server is named by its pid or by its registered name.
 *
 * <p>Every function throws {@link ProcessExit} if the calling process has been ended, and {@link
 * IllegalStateException} if no server runtime is active. {@code start…}, {@code call}, {@code
 * multiCall} and {@code stop} block.
 */
public final class Servers {
  /** Timeout of a call without an explicit one, as in Erlang. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

  private Servers() {}

  static ServerRuntime runtime() {
    return ServerRuntime.HOLDER.active();
  }

  /**
   * Starts a server and waits until its {@code init} has returned ({@code gen_server:start/3,4}).
   *
   * @param module whose component implements {@link Server}; its current version runs {@code init}
   * @param argument what {@code init} gets
   * @param options its name, and how long {@code init} may take
   * @return the result of the start
   */
  public static Started start(String module, Object argument, ServerOptions options) {
    return runtime().start(module, argument, options, ServerRuntime.Tie.NONE);
  }

  /**
   * Starts a server without a name, and without a bound for {@code init}.
   *
   * @param module whose component implements {@link Server}
   * @param argument what {@code init} gets
   * @return the result of the start
   */
  public static Started start(String module, Object argument) {
    return start(module, argument, ServerOptions.NONE);
  }

  /**
   * Starts a server that is linked to the caller before {@code init} ({@code
   * gen_server:start_link}). The caller is its parent: when the parent ends, the server ends too,
   * and if it traps exits, {@code terminate} runs first. If {@code init} fails, the caller receives
   * the exit signal as well: it ends unless it traps exits; then it receives no {@code Exit}
   * message, but the result.
   *
   * @param module whose component implements {@link Server}
   * @param argument what {@code init} gets
   * @param options its name, and how long {@code init} may take
   * @return the result of the start
   */
  public static Started startLink(String module, Object argument, ServerOptions options) {
    return runtime().start(module, argument, options, ServerRuntime.Tie.LINK);
  }

  /**
   * Starts a server that the caller monitors before it runs ({@code gen_server:start_monitor}).
   *
   * @param module whose component implements {@link Server}
   * @param argument what {@code init} gets
   * @param options its name, and how long {@code init} may take
   * @return {@link Started.Monitored}, or why there is no server; then there is no monitor either
   */
  public static Started startMonitor(String module, Object argument, ServerOptions options) {
    return runtime().start(module, argument, options, ServerRuntime.Tie.MONITOR);
  }

  /**
   * Sends a request and waits for the reply, for 5 s at most ({@code gen_server:call/2}).
   *
   * @param <R> type of the reply
   * @param server to call
   * @param call the request
   * @return the reply, in the classes of the version that the request is of
   * @throws CallFailedException if there is no such process, it ends before it replies, the timeout
   *     has elapsed, or it is the caller itself
   */
  public static <R extends @Nullable Object> R call(Pid server, Call<R> call) {
    return runtime().call(server, call, DEFAULT_TIMEOUT);
  }

  /**
   * Sends a request and waits for the reply ({@code gen_server:call/3}).
   *
   * @param <R> type of the reply
   * @param server to call
   * @param call the request
   * @param timeout how long to wait; a later reply is dropped
   * @return the reply
   * @throws CallFailedException as {@link #call(Pid, Call)} does
   */
  public static <R extends @Nullable Object> R call(Pid server, Call<R> call, Duration timeout) {
    return runtime().call(server, call, timeout);
  }

  /**
   * Sends a request to the process that has a name now, and waits for the reply, for 5 s at most.
   *
   * @param <R> type of the reply
   * @param server a registered name
   * @param call the request
   * @return the reply
   * @throws CallFailedException with {@code noproc} if no process has the name; otherwise as {@link
   *     #call(Pid, Call)} does
   */
  public static <R extends @Nullable Object> R call(String server, Call<R> call) {
    return runtime().call(server, call, DEFAULT_TIMEOUT);
  }

  /**
   * Sends a request to the process that has a name now, and waits for the reply.
   *
   * @param <R> type of the reply
   * @param server a registered name
   * @param call the request
   * @param timeout how long to wait
   * @return the reply
   * @throws CallFailedException as {@link #call(String, Call)} does
   */
  public static <R extends @Nullable Object> R call(String server, Call<R> call, Duration timeout) {
    return runtime().call(server, call, timeout);
  }

  /**
   * Sends a request without a reply ({@code gen_server:cast}). Never blocks, and never fails: if
   * there is no such process, nothing happens.
   *
   * @param server a {@link CastServer}
   * @param cast the request
   */
  public static void cast(Pid server, Object cast) {
    runtime().cast(server, cast);
  }

  /**
   * Sends a request without a reply to the process that has a name now, if there is one.
   *
   * @param server a registered name
   * @param cast the request
   */
  public static void cast(String server, Object cast) {
    runtime().cast(server, cast);
  }

  /**
   * Sends the reply to a call ({@code gen_server:reply/2}). The first reply counts; nothing happens
   * if the caller no longer waits. {@link Call#replyTo} checks the type.
   *
   * @param from the caller
   * @param value the reply
   */
  public static void reply(From from, @Nullable Object value) {
    runtime().reply(from, value);
  }

  /**
   * Sends a request to several servers at once and waits for the replies ({@code
   * gen_server:multi_call}).
   *
   * @param <T> {@link Pid} or {@link String}
   * @param <R> type of the reply
   * @param servers pids, or registered names
   * @param call the request
   * @param timeout how long to wait altogether
   * @return the replies, and the servers that did not reply; late replies are dropped
   */
  public static <T, R> MultiReply<T, R> multiCall(
      Collection<T> servers, Call<R> call, Duration timeout) {
    return runtime().multiCall(servers, call, timeout);
  }

  /**
   * Stops a server, and waits until it has ended ({@code gen_server:stop/3}); {@code terminate}
   * runs.
   *
   * @param server to stop
   * @param reason why
   * @param timeout how long to wait; the server ends all the same if it elapses
   * @throws CallFailedException if there is no such process, it ends with another reason, or the
   *     timeout has elapsed
   */
  public static void stop(Pid server, ExitReason reason, Duration timeout) {
    runtime().stop(server, reason, timeout);
  }

  /**
   * Stops the process that has a name now, and waits until it has ended.
   *
   * @param server a registered name
   * @param reason why
   * @param timeout how long to wait
   * @throws CallFailedException as {@link #stop(Pid, ExitReason, Duration)} does
   */
  public static void stop(String server, ExitReason reason, Duration timeout) {
    runtime().stop(server, reason, timeout);
  }
}
