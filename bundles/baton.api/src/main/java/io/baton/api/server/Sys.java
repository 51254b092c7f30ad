package io.baton.api.server;

import io.baton.api.process.CallFailedException;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Requests that every server answers, whatever it does (Erlang's {@code sys}; stdlib/src/sys.erl).
 * The requests take their turn in the mailbox. Immutable, thread-safe; every function waits for the
 * answer, for 5 s unless {@link #within} sets another bound, and throws {@link CallFailedException}
 * as a call does. A request whose answer came too late has been carried out all the same.
 */
public final class Sys {
  private final ServerRuntime.Address server;
  private final Duration timeout;

  private Sys(ServerRuntime.Address server, Duration timeout) {
    this.server = server;
    this.timeout = timeout;
  }

  /**
   * Returns the functions for one server.
   *
   * @param server its pid
   * @return the functions; nothing has been sent yet
   */
  public static Sys of(Pid server) {
    return new Sys(new ServerRuntime.Address.OfPid(server), Servers.DEFAULT_TIMEOUT);
  }

  /**
   * Returns the functions for the process that has a name when they are called.
   *
   * @param server a registered name
   * @return the functions; nothing has been sent yet
   */
  public static Sys of(String server) {
    return new Sys(new ServerRuntime.Address.OfName(server), Servers.DEFAULT_TIMEOUT);
  }

  /**
   * Returns the same functions with another bound.
   *
   * @param time how long to wait for an answer
   * @return the functions; nothing has been sent yet
   */
  public Sys within(Duration time) {
    return new Sys(server, time);
  }

  /**
   * Suspends the server: from now on it handles only these requests, and the end of its parent;
   * other messages wait, in order. If it is suspended already, nothing changes.
   */
  public void suspend() {
    ask(new SysRequest.Suspend());
  }

  /** Resumes the server, with the messages that wait. If it is not suspended, nothing changes. */
  public void resume() {
    ask(new SysRequest.Resume());
  }

  /**
   * Returns the current state.
   *
   * @return the live object, in the classes of the server's version: do not change it
   */
  public Object getState() {
    return answer(ask(new SysRequest.GetState()), Object.class);
  }

  /**
   * Replaces the state.
   *
   * @param change runs in the server's process; if it throws, the state stays, and this throws
   *     {@link CallFailedException} with {@code callback_failed}
   * @return the new state
   */
  public Object replaceState(UnaryOperator<Object> change) {
    return answer(ask(new SysRequest.ReplaceState(change)), Object.class);
  }

  /**
   * Carries the state of a suspended server into the version that is current. On any failure it
   * stays suspended, in the version and with the state that it had.
   *
   * <p>The arguments are those of {@code sys:change_code/4}, and have no effect: a server knows
   * what it runs and which version its state is of, and a {@code codeChange} gets that version and
   * the state, and nothing extra.
   *
   * @param module what the server runs, as the caller knows it; not checked, as in Erlang
   * @param oldVersion the version of the state, as the caller knows it; not checked, as in Erlang
   * @param extra not passed on
   * @return whether that was done
   */
  public Changed changeCode(String module, String oldVersion, @Nullable Object extra) {
    return answer(ask(new SysRequest.ChangeCode(module, oldVersion, extra)), Changed.class);
  }

  /** Result of {@link #changeCode}. */
  @ProviderType
  public sealed interface Changed {
    /** Success: the state is of the current version. */
    record Ok() implements Changed {}

    /**
     * A failure; nothing has changed.
     *
     * @param reason why; {@code unknown_system_msg} if the server was not suspended
     */
    record Failed(ExitReason reason) implements Changed {}
  }

  /**
   * Returns the status of the server.
   *
   * @return a snapshot
   */
  public Status getStatus() {
    return answer(ask(new SysRequest.GetStatus()), Status.class);
  }

  /**
   * Status of a server.
   *
   * @param pid its pid
   * @param module what it runs
   * @param version the version that handled its last message, as text; empty if that is gone
   * @param parent the process that started it linked, if any
   * @param suspended whether it handles system messages only
   * @param state its state
   * @param log the last events, if they are logged
   */
  public record Status(
      Pid pid,
      String module,
      String version,
      Optional<Pid> parent,
      boolean suspended,
      Object state,
      List<String> log) {
    /** Copies the log. */
    public Status {
      log = List.copyOf(log);
    }
  }

  /**
   * Starts or stops counting ({@code sys:statistics(Name, true | false)}).
   *
   * @param on true starts from zero
   */
  public void statistics(boolean on) {
    ask(new SysRequest.Count(on));
  }

  /**
   * Returns the counters ({@code sys:statistics(Name, get)}).
   *
   * @return empty if nothing is counted
   */
  public Optional<Statistics> statistics() {
    return Optional.ofNullable((Statistics) ask(new SysRequest.GetStatistics()));
  }

  /**
   * Sets whether every event is written to the log of the system.
   *
   * @param on whether to write
   */
  public void trace(boolean on) {
    ask(new SysRequest.Trace(on));
  }

  /**
   * Keeps the last events as text; see {@link #log()}.
   *
   * @param events how many; zero keeps none, and drops those that were kept
   */
  public void log(int events) {
    ask(new SysRequest.Log(events));
  }

  /**
   * Returns the last events, if they are kept.
   *
   * @return the oldest first
   */
  public List<String> log() {
    return getStatus().log();
  }

  /** Stops statistics, trace and log ({@code sys:no_debug}). */
  public void noDebug() {
    ask(new SysRequest.NoDebug());
  }

  /**
   * Ends the server; {@code terminate} runs. Does not wait for the end.
   *
   * @param reason why
   */
  public void terminate(ExitReason reason) {
    ask(new SysRequest.Terminate(reason));
  }

  private @Nullable Object ask(SysRequest request) {
    return Servers.runtime().ask(server, request, timeout);
  }

  private static <T> T answer(@Nullable Object answer, Class<T> type) {
    if (answer == null) {
      throw new IllegalStateException("a system request has no answer");
    }
    return type.cast(answer);
  }
}
