package io.baton.api.process;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The functions of a process, for {@code import static}. They act for the process that calls them.
 * A thread that is not a process may call all of them: it has a pid and a mailbox of its own from
 * its first call on.
 *
 * <p>Every function throws {@link ProcessExit} if the calling process has been ended, and {@link
 * IllegalStateException} if no process runtime is active. Only {@code receive} blocks.
 */
public final class Processes {
  private Processes() {}

  private static ProcessRuntime runtime() {
    return ProcessRuntime.HOLDER.active();
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
    return runtime().spawn(body);
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
   * Returns the result of a function that has nothing to continue with.
   *
   * @return the end of the process, with reason {@code normal}
   */
  public static Next stop() {
    RuntimeHolder.checkCaller();
    return ProcessRuntime.STOP;
  }

  /**
   * Returns the calling process.
   *
   * @return its pid, the same as long as it lives
   */
  public static Pid self() {
    return runtime().self();
  }

  /**
   * Sends a message (Erlang's {@code !}). Never blocks; messages from one process to another arrive
   * in the order of sending. A message to a process that has ended is dropped.
   *
   * @param to the receiver
   * @param message anything; handed over as it is, not copied
   * @throws MailboxFullException if the receiver refuses more ({@link SpawnOptions#bounded})
   */
  public static void send(Pid to, Object message) {
    runtime().send(to, message);
  }

  /**
   * Sends a message to the process that has the name now.
   *
   * @param name a registered name
   * @param message anything
   * @throws IllegalArgumentException if no process has the name (Erlang's {@code badarg}); nothing
   *     was sent
   */
  public static void send(String name, Object message) {
    runtime().send(name, message);
  }

  /**
   * Waits for the first message of a type, in order of arrival; other messages stay in the mailbox,
   * in order. A message that another version of the module sent matches by the name of its class,
   * and arrives converted; if it does not convert, it matches nothing in this version and stays,
   * untouched, which is logged once, with the path to what does not convert. After the process has
   * gone on to another version, the message is tried again there.
   *
   * @param <T> the type waited for
   * @param type usually a sealed interface of the module; {@code Object} takes any message but
   *     those that stay
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
   * @param condition called in order of arrival, once for each message; must not call {@code
   *     receive}
   * @return the message, taken out of the mailbox
   */
  public static <T> T receive(Class<T> type, Predicate<? super T> condition) {
    return runtime().receive(type, condition);
  }

  /**
   * Waits for the first message of a type, for a limited time (Erlang's {@code after}).
   *
   * @param <T> the type waited for
   * @param type of the message
   * @param timeout how long to wait; zero checks once what has arrived
   * @return the message, or empty if none came in time
   */
  public static <T> Optional<T> receive(Class<T> type, Duration timeout) {
    return runtime().receive(type, _ -> true, timeout);
  }

  /**
   * Waits for the first message of a type that also fulfils a condition, for a limited time.
   *
   * @param <T> the type waited for
   * @param type of the message
   * @param condition as in {@link #receive(Class, Predicate)}
   * @param timeout how long to wait; zero checks once what has arrived
   * @return the message, or empty if none came in time
   */
  public static <T> Optional<T> receive(
      Class<T> type, Predicate<? super T> condition, Duration timeout) {
    return runtime().receive(type, condition, timeout);
  }

  /**
   * Waits for the first message of a type, and returns without one as soon as the version that
   * calls is replaced: another version of its module is current. So a loop that is idle for long
   * continues in the new version, and is not in the way of a purge:
   *
   * <pre>{@code
   * Optional<Request> request = receiveOrUpgrade(Request.class);
   * if (request.isEmpty()) {
   *   return module.loop(state);
   * }
   * }</pre>
   *
   * <p>The version is that of the innermost module on the caller's stack. If it has been replaced
   * already, the result is empty at once, also if messages have arrived: they stay in the mailbox,
   * in order, for the new version. A loop that stays in its version after an empty result spins.
   *
   * <p>A load wakes the processes that wait here. A purge that comes right after the load first
   * lets them go on, and does not wait for one that takes more than about half a second.
   *
   * <p>Erlang has no such receive: there, a process that waits while its module is loaded twice is
   * killed.
   *
   * @param <T> the type waited for
   * @param type as in {@link #receive(Class)}
   * @return the message, taken out of the mailbox; empty if the version was replaced, with the
   *     mailbox as it was
   * @throws IllegalStateException if no code of a module is on the caller's stack; the mailbox is
   *     as it was
   */
  public static <T> Optional<T> receiveOrUpgrade(Class<T> type) {
    return runtime().receiveOrUpgrade(type);
  }

  /**
   * Returns a unique reference (Erlang's {@code make_ref/0}).
   *
   * <p>It also marks how far the caller has scanned its mailbox, not the end of the mailbox:
   * messages that have arrived and were not scanned yet are scanned once by the first receive that
   * is given the ref, which takes about as long as any other receive that passes over them.
   *
   * @return a reference that marks how far the caller has scanned its mailbox
   */
  public static Ref makeRef() {
    return runtime().makeRef();
  }

  /**
   * Waits as {@link #receive(Class, Predicate)} does, for an answer that bears a ref. Messages that
   * the caller had scanned when it made the ref are not scanned again, so a mailbox full of other
   * messages does not slow a request down. A ref that another process has made changes nothing.
   *
   * @param <T> the type waited for
   * @param ref made before the request was sent
   * @param type of the message
   * @param condition usually whether the message bears the ref
   * @return the message, taken out of the mailbox
   */
  public static <T> T receive(Ref ref, Class<T> type, Predicate<? super T> condition) {
    return runtime().receive(ref, type, condition);
  }

  /**
   * Waits as {@link #receive(Ref, Class, Predicate)} does, for a limited time.
   *
   * @param <T> the type waited for
   * @param ref made before the request was sent
   * @param type of the message
   * @param condition usually whether the message bears the ref
   * @param timeout how long to wait; zero checks once what has arrived
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
   * Links the caller and another process: if one ends, the other receives an exit signal with the
   * same reason. A second link changes nothing. If the other has ended already, the caller receives
   * the signal {@code noproc}.
   *
   * @param other the other process
   */
  public static void link(Pid other) {
    runtime().link(other);
  }

  /**
   * Removes a link. Afterwards no exit signal comes through it, and an {@link Exit} message that
   * has arrived already is still in the mailbox. Without a link, nothing happens.
   *
   * @param other the other process
   */
  public static void unlink(Pid other) {
    runtime().unlink(other);
  }

  /**
   * Requests one {@link Down} message for the end of a process. Each call adds a monitor. If the
   * process has ended already, the message arrives at once, with reason {@code noproc}.
   *
   * @param other the process to watch
   * @return the monitor
   */
  public static MonitorRef monitor(Pid other) {
    return runtime().monitor(other);
  }

  /**
   * Removes a monitor, and its {@link Down} message from the mailbox if it has arrived already
   * (Erlang's {@code demonitor(Ref, [flush])}). Afterwards none will arrive. For an unknown
   * monitor, nothing happens.
   *
   * @param ref as {@link #monitor(Pid)} returned it
   */
  public static void demonitor(MonitorRef ref) {
    runtime().demonitor(ref);
  }

  /**
   * Sets whether exit signals arrive as {@link Exit} messages instead of ending the caller.
   *
   * @param trap false in a new process
   * @return what it was before
   */
  public static boolean trapExits(boolean trap) {
    return runtime().trapExits(trap);
  }

  /**
   * Gives a process a name. The name is free again before the end of the process is visible to
   * others.
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
   * @throws IllegalArgumentException if no process has the name
   */
  public static void unregister(String name) {
    runtime().unregister(name);
  }

  /**
   * Returns the process that has a name.
   *
   * @param name any name
   * @return the process, or empty if none has it
   */
  public static Optional<Pid> whereis(String name) {
    return runtime().whereis(name);
  }

  /**
   * Returns whether a process is alive.
   *
   * @param pid any process
   * @return false from the moment when links and monitors are notified of its end
   */
  public static boolean isAlive(Pid pid) {
    return runtime().isAlive(pid);
  }
}
