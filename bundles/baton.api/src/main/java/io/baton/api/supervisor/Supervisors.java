package io.baton.api.supervisor;

import io.baton.api.process.CallFailedException;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.ServerRuntime;
import io.baton.api.server.Started;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The functions of {@code supervisor} (stdlib/src/supervisor.erl). {@code Supervisors.of(…)} names
 * one supervisor, as {@code Sys.of} does; immutable, thread-safe.
 *
 * <p>Every function waits for the answer, without bound unless {@link #within} sets one, and throws
 * {@link CallFailedException} as a call of a server does, {@link ProcessExit} if the calling
 * process has been ended, and {@link IllegalStateException} if no runtime is active. A request
 * whose answer came too late has been carried out all the same.
 *
 * <p>While a child starts, which takes as long as its {@code init} or start function takes, the
 * supervisor answers {@code whichChildren}, {@code countChildren} and {@code getChildSpec}, and
 * abandons the start when it receives a request to terminate that child or to stop, when its parent
 * ends, or when the start's timeout has elapsed; all else waits. While a child stops, it answers
 * the same three.
 */
public final class Supervisors {
  private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final ServerRuntime.Address supervisor;
  private final Duration timeout;

  private Supervisors(ServerRuntime.Address supervisor, Duration timeout) {
    this.supervisor = supervisor;
    this.timeout = timeout;
  }

  private static SupervisorRuntime runtime() {
    return SupervisorRuntime.HOLDER.active();
  }

  /**
   * Starts a supervisor that is linked to the caller, and waits until its children run ({@code
   * supervisor:start_link/2,3}). It traps exits. When its parent, the caller, ends, it stops its
   * children in reverse order of start and ends too.
   *
   * <p>If a child does not start, those before it are stopped, and the start fails with {@code
   * {shutdown, {failed_to_start_child, id, reason}}}. If the specification is impossible, it fails
   * with an {@link IllegalArgumentException} that names the value, as text.
   *
   * @param module whose component implements {@link Supervisor}; its current version runs {@code
   *     init}
   * @param argument what {@code init} gets; kept, because each new version gets it too
   * @param options its name, and how long the start may take
   * @return the result
   */
  public static Started startLink(String module, Object argument, ServerOptions options) {
    return runtime().start(module, argument, options, ServerRuntime.Tie.LINK);
  }

  /**
   * Starts a supervisor that has no parent: at the root of a tree, or from a shell. Otherwise like
   * {@link #startLink}.
   *
   * @param module whose component implements {@link Supervisor}
   * @param argument what {@code init} gets
   * @param options its name, and how long the start may take
   * @return the result
   */
  public static Started start(String module, Object argument, ServerOptions options) {
    return runtime().start(module, argument, options, ServerRuntime.Tie.NONE);
  }

  /**
   * Returns the functions for one supervisor.
   *
   * @param supervisor its pid
   * @return the functions; nothing has been sent yet
   */
  public static Supervisors of(Pid supervisor) {
    return new Supervisors(new ServerRuntime.Address.OfPid(supervisor), FOR_EVER);
  }

  /**
   * Returns the functions for the process that has a name when they are called.
   *
   * @param supervisor a registered name
   * @return the functions; nothing has been sent yet
   */
  public static Supervisors of(String supervisor) {
    return new Supervisors(new ServerRuntime.Address.OfName(supervisor), FOR_EVER);
  }

  /**
   * Returns the same functions with a bound.
   *
   * @param time how long to wait for an answer
   * @return the functions; nothing has been sent yet
   */
  public Supervisors within(Duration time) {
    return new Supervisors(supervisor, time);
  }

  /**
   * Adds a child after the others and starts it ({@code start_child/2}).
   *
   * @param spec the child; for a supervisor that is not {@link Strategy#SIMPLE_ONE_FOR_ONE}
   * @return the result
   */
  public ChildResult.ToStart startChild(ChildSpec spec) {
    return (ChildResult.ToStart) ask(new ChildRequest.Start(spec));
  }

  /**
   * Starts one more child of a {@link Strategy#SIMPLE_ONE_FOR_ONE} supervisor ({@code
   * start_child/2}).
   *
   * @param extra arguments of this child: for a function they come after those of the
   *     specification; for a server or supervisor there is one at most, which takes the place of
   *     the argument
   * @return the result
   */
  public ChildResult.ToStart startChild(List<?> extra) {
    return (ChildResult.ToStart) ask(new ChildRequest.StartOne(List.copyOf(extra)));
  }

  /**
   * Starts a child again that does not run ({@code restart_child/2}).
   *
   * @param id of its specification
   * @return the result
   */
  public ChildResult.ToRestart restartChild(String id) {
    return (ChildResult.ToRestart) ask(new ChildRequest.Restart(id));
  }

  /**
   * Stops a child, which is not restarted ({@code terminate_child/2}). Its specification stays,
   * unless it is temporary. If it does not run, nothing happens, and that is no error.
   *
   * @param id of its specification
   * @return the result
   */
  public ChildResult.ToTerminate terminateChild(String id) {
    return (ChildResult.ToTerminate) ask(new ChildRequest.Terminate(id));
  }

  /**
   * Stops a child of a {@link Strategy#SIMPLE_ONE_FOR_ONE} supervisor.
   *
   * @param pid of the child
   * @return the result; {@link ChildResult.NotFound} also from any other supervisor
   */
  public ChildResult.ToTerminate terminateChild(Pid pid) {
    return (ChildResult.ToTerminate) ask(new ChildRequest.TerminatePid(pid));
  }

  /**
   * Deletes the specification of a child that does not run ({@code delete_child/2}).
   *
   * @param id of its specification
   * @return the result
   */
  public ChildResult.ToDelete deleteChild(String id) {
    return (ChildResult.ToDelete) ask(new ChildRequest.Delete(id));
  }

  /**
   * Returns the children ({@code which_children/1}).
   *
   * @return in order of start
   */
  @SuppressWarnings("unchecked")
  public List<Child> whichChildren() {
    return (List<Child>) ask(new ChildRequest.Which());
  }

  /**
   * Counts the children ({@code count_children/1}).
   *
   * @return the numbers
   */
  public ChildCount countChildren() {
    return (ChildCount) ask(new ChildRequest.Count());
  }

  /**
   * Returns the specification of a child ({@code get_childspec/2}).
   *
   * @param id of the child
   * @return empty if there is none
   */
  @SuppressWarnings("unchecked")
  public Optional<ChildSpec> getChildSpec(String id) {
    return (Optional<ChildSpec>) ask(new ChildRequest.GetSpec(id));
  }

  /**
   * Returns the specification of a child that runs.
   *
   * @param pid of the child
   * @return empty if there is none
   */
  @SuppressWarnings("unchecked")
  public Optional<ChildSpec> getChildSpec(Pid pid) {
    return (Optional<ChildSpec>) ask(new ChildRequest.GetSpecOf(pid));
  }

  private Object ask(ChildRequest request) {
    return runtime().ask(supervisor, request, timeout);
  }
}
