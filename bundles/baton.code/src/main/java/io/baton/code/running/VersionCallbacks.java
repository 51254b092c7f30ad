package io.baton.code.running;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.Processes;
import io.baton.code.version.LoadedVersion;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Runs callbacks of versions in processes that end when the code server stops. */
public final class VersionCallbacks {
  private final VersionProcess processes;

  /** Written by the threads that wait for callbacks, read by the thread that stops them. */
  private final Set<Pid> running = ConcurrentHashMap.newKeySet();

  /** Written once, when the code server stops; read by the threads that wait for callbacks. */
  private volatile boolean stopping;

  /**
   * No callback runs yet.
   *
   * @param processes run each for a bounded time
   */
  public VersionCallbacks(VersionProcess processes) {
    this.processes = processes;
  }

  /**
   * Runs a callback, and waits until it has returned or was ended.
   *
   * @param version whose callback
   * @param name of the callback, shown with the module's
   * @param code the callback
   * @return why it did not return; empty if it did
   */
  public Optional<String> run(LoadedVersion version, String name, ModuleCode.Body code) {
    Set<Pid> mine = ConcurrentHashMap.newKeySet();
    try {
      return processes.run(
          version,
          name,
          code,
          process -> {
            mine.add(process);
            running.add(process);
            if (stopping) {
              end(process);
            }
          });
    } finally {
      running.removeAll(mine);
    }
  }

  /** Returns whether callbacks are ended as soon as they begin. */
  public boolean isStopping() {
    return stopping;
  }

  /** Ends what runs, and whatever begins from now on. */
  public void stop() {
    stopping = true;
    running.forEach(VersionCallbacks::end);
  }

  private static void end(Pid process) {
    try {
      Processes.exit(process, ExitReason.KILL);
    } catch (ProcessExit | IllegalStateException _) {
      // the processes are stopped as well
    }
  }
}
