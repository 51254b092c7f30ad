package io.baton.api.process;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runtime that {@link Processes} forwards to. The contract of each method is that of its namesake
 * there.
 */
@ProviderType
@SuppressWarnings("doclint:missing")
public interface ProcessRuntime {
  /** Holds the runtime that is active. */
  RuntimeHolder<ProcessRuntime> HOLDER = new RuntimeHolder<>("process runtime", "process");

  /** What {@link Processes#stop()} returns, for callers that need no check. */
  Next STOP = Stop.STOP;

  /** {@link Processes#spawn(Next)}. */
  Pid spawn(Next first);

  /** {@link Processes#spawn(Runnable)}. */
  Pid spawn(Runnable body);

  /** {@link Processes#spawnLink(Next)}. */
  Pid spawnLink(Next first);

  /** {@link Processes#spawnMonitor(Next)}. */
  Spawned spawnMonitor(Next first);

  /** {@link Processes#spawn(Next, SpawnOptions)}. */
  Pid spawn(Next first, SpawnOptions options);

  /** {@link Processes#spawnMonitor(Next, SpawnOptions)}. */
  Spawned spawnMonitor(Next first, SpawnOptions options);

  /** {@link Processes#self()}. */
  Pid self();

  /** {@link Processes#send(Pid, Object)}. */
  void send(Pid to, Object message);

  /** {@link Processes#send(String, Object)}. */
  void send(String name, Object message);

  /** {@link Processes#receive(Class, Predicate)}. */
  <T> T receive(Class<T> type, Predicate<? super T> condition);

  /** {@link Processes#receive(Class, Predicate, Duration)}. */
  <T> Optional<T> receive(Class<T> type, Predicate<? super T> condition, Duration timeout);

  /** {@link Processes#receiveOrUpgrade(Class)}. */
  <T> Optional<T> receiveOrUpgrade(Class<T> type);

  /** {@link Processes#makeRef()}. */
  Ref makeRef();

  /** {@link Processes#receive(Ref, Class, Predicate)}. */
  <T> T receive(Ref ref, Class<T> type, Predicate<? super T> condition);

  /** {@link Processes#receive(Ref, Class, Predicate, Duration)}. */
  <T> Optional<T> receive(Ref ref, Class<T> type, Predicate<? super T> condition, Duration timeout);

  /** {@link Processes#exit(ExitReason)}: returned here, thrown there. */
  ProcessExit exit(ExitReason reason);

  /** {@link Processes#exit(Pid, ExitReason)}. */
  void exit(Pid to, ExitReason reason);

  /** {@link Processes#link(Pid)}. */
  void link(Pid other);

  /** {@link Processes#unlink(Pid)}. */
  void unlink(Pid other);

  /** {@link Processes#monitor(Pid)}. */
  MonitorRef monitor(Pid other);

  /** {@link Processes#demonitor(MonitorRef)}. */
  void demonitor(MonitorRef ref);

  /** {@link Processes#trapExits(boolean)}. */
  boolean trapExits(boolean trap);

  /** {@link Processes#register(String, Pid)}. */
  void register(String name, Pid pid);

  /** {@link Processes#unregister(String)}. */
  void unregister(String name);

  /** {@link Processes#whereis(String)}. */
  Optional<Pid> whereis(String name);

  /** {@link Processes#isAlive(Pid)}. */
  boolean isAlive(Pid pid);

  /** {@link ProcessDictionary#put(DictionaryKey, Object)}. */
  <T> void put(DictionaryKey<T> key, T value);

  /** {@link ProcessDictionary#get(DictionaryKey)}. */
  <T> Optional<T> get(DictionaryKey<T> key);

  /** {@link ProcessDictionary#erase(DictionaryKey)}. */
  void erase(DictionaryKey<?> key);

  /** Returns what {@link io.baton.api.process.Timers} forwards to. */
  ProcessTimers timers();

  /** Returns what {@link io.baton.api.process.Inspection} forwards to. */
  ProcessInspection inspection();

  /**
   * Yields if the time slice of the calling process is over. A virtual thread that is no process
   * becomes known as one.
   *
   * @throws io.baton.api.process.ProcessExit if the calling process has been ended
   */
  void checkpoint();
}
