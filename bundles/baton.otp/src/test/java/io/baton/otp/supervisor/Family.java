package io.baton.otp.supervisor;

import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.self;

import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.server.Call;
import io.baton.api.server.From;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.server.Server;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Started;
import io.baton.api.supervisor.Child;
import io.baton.api.supervisor.ChildSpec;
import io.baton.api.supervisor.Start;
import io.baton.api.supervisor.Strategy;
import io.baton.api.supervisor.Supervisor;
import io.baton.api.supervisor.SupervisorSpec;
import io.baton.api.supervisor.Supervisors;
import io.baton.fixtures.Await;
import io.baton.otp.Node;
import io.baton.otp.request.Message;
import io.baton.spi.SupervisorTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Supervisors whose children report their life cycle to the test. */
public final class Family {
  /** Enough that no test comes near. */
  static final int MANY = 1_000;

  static final ExitReason BAD = ExitReason.of("bad");

  final Node node = new Node();

  public Family() {
    node.load("family", new Parent());
    node.load("worker", new Worker());
  }

  /** A supervisor's specification is its argument. */
  static final class Parent implements Supervisor<SupervisorSpec> {
    @Override
    public SupervisorSpec init(SupervisorSpec spec) {
      return spec;
    }
  }

  /** Kinds of children; each reports to the reader. */
  record Work(Pid reader, String id, Kind kind) {}

  /** How a child is brought up. */
  enum Kind {
    /** Cleans up when it receives an exit signal. */
    POLITE,
    /** Ignores exit signals. */
    DEAF,
    /** Has nothing to do. */
    IDLE,
    /** Cannot start. */
    BROKEN,
    /** Starts for ever. */
    SLOW
  }

  /** A report of a child. */
  record Event(String text) {}

  record End(ExitReason reason) implements Call<String> {}

  /** A child. */
  static final class Worker implements Server<Work, Work, Call<?>> {
    @Override
    public Init<Work> init(Work work) {
      switch (work.kind()) {
        case POLITE, DEAF -> {
          boolean _ = Processes.trapExits(true);
        }
        case IDLE -> {
          return Init.ignore();
        }
        case BROKEN -> {
          return Init.stop(ExitReason.of("broken"));
        }
        case SLOW -> {
          tell(work, "starts");
          Processes.receive(Event.class);
        }
      }
      tell(work, "started");
      return Init.ok(work);
    }

    private static void tell(Work work, String what) {
      Processes.send(work.reader(), new Event(what + " " + work.id()));
    }

    @Override
    public Handled<Work> handleCall(Call<?> call, From from, Work work) {
      return Handled.stop(((End) call).reason(), work);
    }

    @Override
    public void terminate(ExitReason reason, Work work) {
      if (work.kind() == Kind.DEAF) {
        tell(work, "deaf");
        Processes.receive(Event.class);
      }
      tell(work, "stopped " + reason);
    }
  }

  public static ChildSpec child(String id) {
    return child(id, Kind.POLITE);
  }

  public static ChildSpec child(String id, Kind kind) {
    return ChildSpec.of(id, Start.server("worker", new Work(self(), id, kind)));
  }

  public static SupervisorSpec many(Strategy strategy, ChildSpec... children) {
    return SupervisorSpec.of(strategy, children).intensity(MANY, Duration.ofMinutes(1));
  }

  static Started tryStart(SupervisorSpec spec) {
    return Supervisors.start("family", spec, ServerOptions.NONE);
  }

  public static Pid start(SupervisorSpec spec) {
    return Node.pid(tryStart(spec));
  }

  public static String event() {
    return Node.await(Event.class).text();
  }

  static List<String> events(int count) {
    return IntStream.range(0, count).mapToObj(_ -> event()).toList();
  }

  /** Returns all reports, when no more will come. */
  static List<String> told() {
    List<String> all = new ArrayList<>();
    Processes.receive(Event.class, Duration.ZERO)
        .ifPresent(first -> {
          all.add(first.text());
          all.addAll(told());
        });
    return all;
  }

  static Child.State state(Pid supervisor, String id) {
    return Supervisors.of(supervisor).whichChildren().stream()
        .filter(child -> child.id().equals(id))
        .map(Child::state)
        .findFirst()
        .orElseThrow();
  }

  static boolean runs(Pid supervisor, Pid child) {
    return Supervisors.of(supervisor).getChildSpec(child).isPresent();
  }

  /** A supervisor that is looked at in the middle of a restart shows just that. */
  static void untilAllRun(Pid supervisor) {
    Await.until(() ->
        Supervisors.of(supervisor).whichChildren().stream()
            .allMatch(child -> child.state() instanceof Child.State.Running));
  }

  public static Pid pid(Pid supervisor, String id) {
    return switch (state(supervisor, id)) {
      case Child.State.Running(Pid pid) -> pid;
      case Child.State.Starting _, Child.State.Restarting _, Child.State.Stopped _ ->
          throw new AssertionError(id + " does not run");
    };
  }

  static List<String> ids(Pid supervisor) {
    return Supervisors.of(supervisor).whichChildren().stream().map(Child::id).toList();
  }

  /** Ends a child, and waits until that has happened. */
  static void end(Pid child, ExitReason reason) {
    var ref = monitor(child);
    Processes.exit(child, reason);
    var _ = Processes.receive(Down.class, down -> down.ref().equals(ref), Await.CAP).orElseThrow();
  }

  /** Lets a child that traps exits end by itself. */
  static void leave(Pid child, ExitReason reason) {
    var ref = monitor(child);
    Processes.send(child, new Message.Stop(reason));
    var _ = Processes.receive(Down.class, down -> down.ref().equals(ref), Await.CAP).orElseThrow();
  }

  /** Why a supervisor ends. */
  static ExitReason endOf(Pid supervisor) {
    return endOf(supervisor, () -> {});
  }

  static ExitReason endOf(Pid supervisor, Runnable cause) {
    var ref = monitor(supervisor);
    cause.run();
    return Processes.receive(Down.class, down -> down.ref().equals(ref), Await.CAP)
        .map(Down::reason)
        .orElseThrow();
  }

  /** Ends a process as a purge does. */
  static void purge(Pid pid) {
    Node.PROCESSES.kill(Node.running(pid));
  }

  static SupervisorTable.Supervised seen(Pid supervisor) {
    return new SupervisorTree(Node.PROCESSES)
        .supervisors().stream()
            .filter(one -> one.pid().equals(supervisor))
            .findFirst()
            .orElseThrow();
  }

  /** The functions of a module. */
  static final class Functions implements Node.Functions {
    private final Map<String, java.util.function.Function<List<?>, Object>> all =
        new ConcurrentHashMap<>();

    Functions with(String name, java.util.function.Function<List<?>, Object> body) {
      all.put(name, body);
      return this;
    }

    @Override
    public Object call(String function, List<?> arguments) {
      return all.get(function).apply(arguments);
    }
  }
}
