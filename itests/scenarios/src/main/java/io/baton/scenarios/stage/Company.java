package io.baton.scenarios.stage;

import static io.baton.api.process.Processes.receive;

import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Inspection;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessInfo;
import io.baton.api.process.Processes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The processes of a scenario: their names, and which have ended and why. */
final class Company {
  /** For what will surely happen, if the machine is busy. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long PAUSE_MILLIS = 1;

  private final Map<String, Pid> pids = new HashMap<>();

  /** Names that supervised children register, by their names in the scenario. */
  private final Map<String, String> registered = new HashMap<>();

  private final Map<Pid, String> names = new HashMap<>();
  private final Map<Pid, ExitReason> ended = new HashMap<>();
  private final Set<Pid> watched = new HashSet<>();
  private final Set<Pid> spinning = new HashSet<>();

  /** A process gets a name; another one loses it. */
  void name(String name, Pid pid) {
    registered.remove(name);
    pids.put(name, pid);
    names.put(pid, name);
  }

  /** The process that has registered a name has this one in the scenario. */
  void register(String name, String registeredAs) {
    pids.remove(name);
    registered.put(name, registeredAs);
  }

  /** The process that has a name now; null if none. */
  @Nullable Pid find(String name) {
    String as = registered.get(name);
    Pid pid = as == null ? pids.get(name) : Processes.whereis(as).orElse(null);
    if (pid != null) {
      names.put(pid, name);
    }
    return pid;
  }

  String nameOf(Pid pid) {
    return pid.equals(Processes.self()) ? "scenario" : names.getOrDefault(pid, pid.toString());
  }

  /** All processes that ever had a name. */
  Set<Pid> all() {
    return names.keySet();
  }

  /** There is a monitor on it, from its beginning. */
  void watches(Pid pid) {
    watched.add(pid);
  }

  void spins(Pid pid) {
    spinning.add(pid);
  }

  /** Whether a message will be answered, sooner or later. */
  boolean answers(Pid pid) {
    return Processes.isAlive(pid) && !spinning.contains(pid);
  }

  /** Why a process has ended, or will have in this time. */
  Optional<ExitReason> end(Pid pid, Duration time) {
    hear();
    if (!ended.containsKey(pid)) {
      Processes.monitor(pid);
      receive(Down.class, down -> down.pid().equals(pid), time)
          .ifPresent(down -> ended.put(pid, down.reason()));
    }
    return Optional.ofNullable(ended.get(pid));
  }

  private void hear() {
    Optional<Down> down = receive(Down.class, Duration.ZERO);
    while (down.isPresent()) {
      ended.putIfAbsent(down.get().pid(), down.get().reason());
      down = receive(Down.class, Duration.ZERO);
    }
  }

  /** Waits, and then until a process waits for its next message or has ended. */
  void rest(Pid pid, Duration time) {
    pause(time);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (answers(pid) && isRunning(pid) && System.nanoTime() < end) {
      pause(Duration.ofMillis(PAUSE_MILLIS));
    }
    awaitNews();
  }

  /** When the stage has been told of an end, all linked processes have been, too. */
  void awaitNews() {
    hear();
    for (Pid pid : watched) {
      if (!ended.containsKey(pid) && !Processes.isAlive(pid)) {
        receive(Down.class, down -> down.pid().equals(pid), PATIENCE)
            .ifPresent(down -> ended.put(pid, down.reason()));
      }
    }
  }

  private static boolean isRunning(Pid pid) {
    return Inspection.info(pid)
        .filter(info -> info.state() instanceof ProcessInfo.State.Running)
        .isPresent();
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
