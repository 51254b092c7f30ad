package io.baton.api.process;

import io.baton.api.spi.ProcessRuntime;
import io.baton.api.spi.Runtimes;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The functions of a process, for {@code import static}. They act for the process that calls them.
 * A thread that is not a process may call all of them: it has a pid and a mailbox of its own from
 * its first call on.
 *
 * <p>Every function throws {@link ProcessExit} if the calling process has been told to end, and
 * {@link IllegalStateException} if no process runtime is active. Only {@code receive} blocks.
 */
public final class Processes {
  private Processes() {}

  private static ProcessRuntime runtime() {
    return Runtimes.PROCESSES.active();
  }

  /**
   * Starts a process (Erlang's {@code spawn/3}). It runs on a virtual thread of its own.
   *
   * @param first the call it begins with; a qualified one begins in the version that is current
   *     when the process starts to run
   * @return its pid; the process may have ended already
   */
  public static Pid spawn(Next first) {
    return runtime().spawn(first);
  }

  /**
   * Starts a process that runs a body and ends (Erlang's {@code spawn/1} with a local fun).
   *
   * @param body stays in the version that made it
   * @return its pid; the process may have ended already
   */
  public static Pid spawn(Runnable body) {
    return runtime().spawn(new Body(body));
  }

  /**
   * Starts a process that is linked to the caller before it runs (Erlang's {@code spawn_link/3}).
   *
   * @param first the call it begins with
   * @return its pid
   */
  public static Pid spawnLink(Next first) {
    return runtime().spawnLink(first);
  }

  /**
   * Starts a process that the caller monitors before it runs (Erlang's {@code spawn_monitor/3}).
   *
   * @param first the call it begins with
   * @return its pid and the monitor
   */
  public static Spawned spawnMonitor(Next first) {
    return runtime().spawnMonitor(first);
  }

  /**
   * Starts a process with options (Erlang's {@code spawn_opt/4}).
   *
   * @param first the call it begins with
   * @param options hold before the process runs
   * @return its pid
   * @throws IllegalArgumentException if the name is taken; no process was started
   */
  public static Pid spawn(Next first, SpawnOptions options) {
    return runtime().spawn(first, options);
  }

  /**
   * Starts a process with options that the caller monitors before it runs.
   *
   * @param first the call it begins with
   * @param options hold before the process runs
   * @return its pid and the monitor
   * @throws IllegalArgumentException if the name is taken; no process was started
   */
  public static Spawned spawnMonitor(Next first, SpawnOptions options) {
    return runtime().spawnMonitor(first, options);
  }

  /**
   * What a function returns that has nothing to continue with.
   *
   * @return the end of the process, with reason {@code normal}
   */
  public static Next stop() {
    Runtimes.checkCaller();
    return Next.Stop.STOP;
  }

  /**
   * The calling process.
   *
   * @return its pid, the same as long as it lives
   */
  public static Pid self() {
    return runtime().self();
  }

  /**
   * Sends a message (Erlang's {@code !}). Never blocks; messages from one process to another arrive
   * in the order of sending. To a process that has ended: nothing happens.
   *
   * @param to the receiver
   * @param message anything; handed over as it is, not copied
   * @throws MailboxFullException if the receiver refuses more ({@link SpawnOptions#bounded})
   */
  public static void send(Pid to, Object message) {
    runtime().send(to, message);
  }

  /**
   * Sends a message to whoever has the name now.
   *
   * @param name a registered name
   * @param message anything
   * @throws IllegalArgumentException if nobody has the name (Erlang's {@code badarg}); nothing was
   *     sent
   */
  public static void send(String name, Object message) {
    runtime().send(name, message);
  }

  /**
   * Waits for the first message of a type, in order of arrival; what does not match stays in the
   * mailbox, in order. A message that another version of the module sent matches by the name of its
   * class, and arrives converted; if it does not convert, it matches nothing in this version and
   * stays, untouched, which is logged once, with the path to what does not convert. When the
   * process has gone on to another version, that looks at it anew.
   *
   * @param <T> the type waited for
   * @param type usually a sealed interface of the module; {@code Object} takes whatever there is
   *     but messages that stay
   * @return the message, taken out of the mailbox
   */
  public static <T> T receive(Class<T> type) {
    return runtime().receive(type, _ -> true);
  }

  /**
   * Waits for the first message of a type that also fulfils a condition.
   *
   * @param <T> the type waited for
   * @param type of the message
   * @param condition asked in order of arrival, once for each message; must not call {@code
   *     receive}
   * @return the message, taken out of the mailbox
   */
  public static <T> T receive(Class<T> type, Predicate<? super T> condition) {
    return runtime().receive(type, condition);
  }

  /**
   * Waits for the first message of a type, but not for ever (Erlang's {@code after}).
   *
   * @param <T> the type waited for
   * @param type of the message
   * @param timeout how long to wait; zero looks once at what has arrived
   * @return the message, or empty if none came in time
   */
  public static <T> Optional<T> receive(Class<T> type, Duration timeout) {
    return runtime().receive(type, _ -> true, timeout);
  }

  /**
   * Waits for the first message of a type that also fulfils a condition, but not for ever.
   *
   * @param <T> the type waited for
   * @param type of the message
   * @param condition as in {@link #receive(Class, Predicate)}
   * @param timeout how long to wait; zero looks once at what has arrived
   * @return the message, or empty if none came in time
   */
  public static <T> Optional<T> receive(
      Class<T> type, Predicate<? super T> condition, Duration timeout) {
    return runtime().receive(type, condition, timeout);
  }

  /**
   * Makes a value that there was not before (Erlang's {@code make_ref/0}).
   *
   * <p>It also knows how far the caller has looked into its mailbox, not where that ends: what has
   * arrived and was not looked at yet is looked at once by the first receive that is given the ref,
   * which takes about as long as any other receive that passes over it.
   *
   * @return knows what the caller has looked at in its mailbox
   */
  public static Ref makeRef() {
    return runtime().makeRef();
  }

  /**
   * As {@link #receive(Class, Predicate)}, for an answer that bears a ref. What the caller had
   * looked at when it made the ref is not looked at again, so a mailbox full of other messages does
   * not slow a question down. A ref that another process has made changes nothing.
   *
   * @param <T> the type waited for
   * @param ref made before the question was sent
   * @param type of the message
   * @param condition usually whether the message bears the ref
   * @return the message, taken out of the mailbox
   */
  public static <T> T receive(Ref ref, Class<T> type, Predicate<? super T> condition) {
    return runtime().receive(ref, type, condition);
  }

  /**
   * As {@link #receive(Ref, Class, Predicate)}, but not for ever.
   *
   * @param <T> the type waited for
   * @param ref made before the question was sent
   * @param type of the message
   * @param condition usually whether the message bears the ref
   * @param timeout how long to wait; zero looks once at what has arrived
   * @return the message, or empty if none came in time
   */
  public static <T> Optional<T> receive(
      Ref ref, Class<T> type, Predicate<? super T> condition, Duration timeout) {
    return runtime().receive(ref, type, condition, timeout);
  }

  /**
   * Ends the calling process (Erlang's {@code exit/1}).
   *
   * @param reason what links and monitors see
   * @return never; typed so that {@code throw exit(…)} satisfies the compiler
   * @throws ProcessExit always
   */
  public static ProcessExit exit(ExitReason reason) {
    throw runtime().exit(reason);
  }

  /**
   * Sends an exit signal (Erlang's {@code exit/2}). When it returns, the receiver has ended, or has
   * the signal as an {@link Exit} message, or ignored it.
   *
   * <p>{@link ExitReason#KILL} ends every process, with reason {@code killed}. {@link
   * ExitReason#NORMAL} is ignored by a process that does not trap exits, unless it is the caller
   * itself. Any other reason ends a process that does not trap exits.
   *
   * @param to the receiver; nothing happens if it has ended
   * @param reason why
   */
  public static void exit(Pid to, ExitReason reason) {
    runtime().exit(to, reason);
  }

  /**
   * Links the caller and another process: if one ends, the other gets an exit signal with the same
   * reason. A second link changes nothing. If the other has ended already, the caller gets the
   * signal {@code noproc}.
   *
   * @param other the other process
   */
  public static void link(Pid other) {
    runtime().link(other);
  }

  /**
   * Removes a link. Afterwards no exit signal comes through it, and an {@link Exit} message that
   * has come already is still in the mailbox. Without a link: nothing happens.
   *
   * @param other the other process
   */
  public static void unlink(Pid other) {
    runtime().unlink(other);
  }

  /**
   * Asks for one {@link Down} message when a process has ended. Monitors add up. If it has ended
   * already, the message comes at once, with reason {@code noproc}.
   *
   * @param other the process to watch
   * @return the monitor
   */
  public static MonitorRef monitor(Pid other) {
    return runtime().monitor(other);
  }

  /**
   * Removes a monitor, and its {@link Down} message from the mailbox if it has come already
   * (Erlang's {@code demonitor(Ref, [flush])}). Afterwards none will come. Unknown: nothing
   * happens.
   *
   * @param ref as {@link #monitor(Pid)} returned it
   */
  public static void demonitor(MonitorRef ref) {
    runtime().demonitor(ref);
  }

  /**
   * Says whether exit signals arrive as {@link Exit} messages instead of ending the caller.
   *
   * @param trap false in a new process
   * @return what it was before
   */
  public static boolean trapExits(boolean trap) {
    return runtime().trapExits(trap);
  }

  /**
   * Gives a process a name. The name is free again before the end of the process is seen by anyone.
   *
   * @param name not blank, not taken
   * @param pid a living process without a name
   * @throws IllegalArgumentException if the name is taken or the process has ended or has a name
   *     (Erlang's {@code badarg}); nothing has changed
   */
  public static void register(String name, Pid pid) {
    runtime().register(name, pid);
  }

  /**
   * Frees a name.
   *
   * @param name a registered name
   * @throws IllegalArgumentException if nobody has the name
   */
  public static void unregister(String name) {
    runtime().unregister(name);
  }

  /**
   * Who has a name.
   *
   * @param name any name
   * @return the process, or empty if nobody has it
   */
  public static Optional<Pid> whereis(String name) {
    return runtime().whereis(name);
  }

  /**
   * Whether a process lives.
   *
   * @param pid any process
   * @return false from the moment on that links and monitors are told of its end
   */
  public static boolean isAlive(Pid pid) {
    return runtime().isAlive(pid);
  }
}
