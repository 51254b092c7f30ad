package io.baton.api.server;

import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The functions of {@code gen_server}, for {@code import static}. They act for the process, or
 * thread, that calls them. {@code Servers.of(…)} names one server, by its pid or by its registered
 * name; a {@link ServerRef} calls it, sends it casts and stops it.
 *
 * <p>Every function throws {@link ProcessExit} if the calling process has been ended, and {@link
 * IllegalStateException} if no server runtime is active. {@code start…} and {@code multiCall}
 * block.
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
   * Returns the functions for one server.
   *
   * @param server its pid
   * @return the functions; nothing has been sent yet
   */
  public static ServerRef of(Pid server) {
    return new ServerRef(new ServerRuntime.Address.OfPid(server));
  }

  /**
   * Returns the functions for the process that has a name when they are called.
   *
   * @param server a registered name
   * @return the functions; nothing has been sent yet
   */
  public static ServerRef of(String server) {
    return new ServerRef(new ServerRuntime.Address.OfName(server));
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
}
