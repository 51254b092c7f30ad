package io.baton.scenarios.stage;

import io.baton.api.process.CallFailedException;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.process.Spawned;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Started;
import io.baton.api.supervisor.Child;
import io.baton.api.supervisor.Strategy;
import io.baton.api.supervisor.Supervisors;
import io.baton.scenarios.puppet.State;
import io.baton.scenarios.troupe.Troupe;
import io.baton.scenarios.words.Cast;
import io.baton.scenarios.words.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The steps about processes, for one scenario. */
final class Actors {
  private static final Duration AFTER_SPAWN = Duration.ofMillis(20);
  private static final Duration BEFORE_ALIVE = Duration.ofMillis(20);
  private static final Duration END = Duration.ofMillis(500);
  private static final Duration SETTLE = Duration.ofMillis(150);
  private static final Duration PAUSE = Duration.ofMillis(1);

  /** How a puppet is seen here. */
  private interface Loop {
    Next loop(State state);
  }

  private final Modules modules;
  private final Company company = new Company();
  private final Telling telling;
  private final List<Pid> supervisors = new ArrayList<>();

  Actors(Modules modules) {
    this.modules = modules;
    telling = new Telling(modules, company);
    Processes.trapExits(true);
  }

  String spawn(String name, String module) {
    Loop view = modules.code().qualified(modules.full(module), Loop.class);
    Spawned spawned = Processes.spawnMonitor(view.loop(State.INITIAL));
    company.name(name, spawned.pid());
    company.watches(spawned.pid());
    company.rest(spawned.pid(), AFTER_SPAWN);
    return "ok";
  }

  /** Carries out a step whose second word names a process. */
  String about(List<String> words) {
    Pid pid = company.find(words.get(1));
    if (pid == null) {
      return "noproc";
    }
    return switch (words.getFirst()) {
      case "uses" -> String.valueOf(isIn(pid, words.get(2)));
      case "tell" -> telling.tell(pid, words.subList(2, words.size()));
      case "post" -> {
        Processes.send(pid, new Text(String.join(" ", words.subList(2, words.size()))));
        yield "ok";
      }
      case "exit" -> {
        Processes.exit(pid, ExitReason.of(words.get(2)));
        yield "ok";
      }
      case "alive" -> {
        Company.pause(BEFORE_ALIVE);
        yield String.valueOf(Processes.isAlive(pid));
      }
      case "down" -> company.end(pid, END).map(Printed::reason).orElse("running");
      default -> throw new IllegalArgumentException(words.toString());
    };
  }

  private boolean isIn(Pid pid, String module) {
    return modules.codeStatus().lingering(modules.full(module)).stream()
        .anyMatch(lingering -> lingering.pid().filter(pid::equals).isPresent());
  }

  String supervise(List<String> words) {
    List<Cast.Role> roles =
        words.stream()
            .skip(5)
            .map(child -> child.split("=", 2))
            .map(child -> new Cast.Role(modules.full(child[0]), modules.full(child[1])))
            .toList();
    var cast =
        new Cast(
            Strategy.valueOf(words.get(2).toUpperCase(Locale.ROOT)),
            Integer.parseInt(words.get(3)),
            Duration.ofSeconds(Long.parseLong(words.get(4))),
            roles);
    Started started = Supervisors.startLink(Troupe.MODULE, cast, ServerOptions.NONE);
    if (!(started instanceof Started.Ok(Pid pid))) {
      return "error " + started;
    }
    Processes.unlink(pid);
    Processes.monitor(pid);
    company.watches(pid);
    supervisors.add(pid);
    company.name(words.get(1), pid);
    words.stream()
        .skip(5)
        .map(child -> child.replaceFirst("=.*", ""))
        .forEach(child -> company.register(child, modules.full(child)));
    settle(pid);
    return "ok";
  }

  String settle() {
    Company.pause(SETTLE);
    supervisors.forEach(this::settle);
    return "ok";
  }

  /** Waits until all children wait for their next message, or the supervisor has ended. */
  private void settle(Pid supervisor) {
    long end = System.nanoTime() + Company.PATIENCE.toNanos();
    boolean settled = false;
    while (!settled && System.nanoTime() < end) {
      List<Child.State> children = children(supervisor);
      running(children).forEach(child -> company.rest(child, PAUSE));
      settled =
          children.stream()
              .allMatch(
                  state -> state instanceof Child.State.Running(Pid pid) && Processes.isAlive(pid));
    }
  }

  /** Empty if it has ended. The answer comes after whatever the supervisor has to do. */
  private static List<Child.State> children(Pid supervisor) {
    try {
      return Supervisors.of(supervisor).within(Company.PATIENCE).whichChildren().stream()
          .map(Child::state)
          .toList();
    } catch (CallFailedException _) {
      return List.of();
    }
  }

  private static List<Pid> running(List<Child.State> children) {
    return children.stream()
        .flatMap(state ->
            state instanceof Child.State.Running(Pid pid) ? Stream.of(pid) : Stream.empty())
        .toList();
  }

  /** Ends every process. */
  void end() {
    supervisors.stream()
        .flatMap(supervisor -> running(children(supervisor)).stream())
        .forEach(child -> company.name("child " + child, child));
    supervisors.forEach(supervisor -> Processes.exit(supervisor, ExitReason.KILL));
    company.all().forEach(pid -> Processes.exit(pid, ExitReason.KILL));
  }
}
