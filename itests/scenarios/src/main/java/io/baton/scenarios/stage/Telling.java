package io.baton.scenarios.stage;

import static io.baton.api.process.Processes.receive;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.process.Ref;
import io.baton.scenarios.words.BeginNow;
import io.baton.scenarios.words.Gate;
import io.baton.scenarios.words.Instruction;
import io.baton.scenarios.words.Order;
import io.baton.scenarios.words.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The step {@code tell}: gives a puppet an order and waits for the reply. */
final class Telling {
  private static final Duration REPLY = Duration.ofMillis(300);
  private static final Duration AFTER_REPLY = Duration.ofMillis(20);

  private final Modules modules;
  private final Company company;
  private final Gate gate;

  Telling(Modules modules, Company company) {
    this.modules = modules;
    this.company = company;
    gate = modules.code().local(new GateKeeper(), Gate.class);
  }

  /** Lets a new process begin when the stage monitors it. */
  public static final class GateKeeper implements Gate {
    @Override
    public Next enter(Next then) {
      receive(BeginNow.class);
      return then;
    }
  }

  String tell(Pid pid, List<String> words) {
    Order order = order(words);
    if (order == null) {
      return "noproc";
    }
    Ref ref = Processes.makeRef();
    Processes.send(pid, new Instruction(Processes.self(), ref, order));
    Optional<Reply> reply = reply(pid, ref);
    if (reply.isEmpty()) {
      company.awaitNews();
      return "timeout";
    }
    if (order instanceof Order.Spin) {
      company.spins(pid);
    }
    if (reply.get().result() instanceof Pid child) {
      begin(child, words.get(1));
    }
    company.rest(pid, AFTER_REPLY);
    return reply.get().result() instanceof Pid
        ? "ok"
        : Printed.result(reply.get().result(), company::nameOf);
  }

  /**
   * A process that has ended, or spins, does not reply. All others do, however busy the machine is.
   */
  private Optional<Reply> reply(Pid pid, Ref ref) {
    Optional<Reply> reply = receive(ref, Reply.class, r -> r.ref().equals(ref), REPLY);
    return reply.isEmpty() && company.answers(pid)
        ? receive(ref, Reply.class, r -> r.ref().equals(ref), Company.PATIENCE)
        : reply;
  }

  private void begin(Pid child, String name) {
    Processes.monitor(child);
    company.watches(child);
    Processes.send(child, new BeginNow());
    company.name(name, child);
    company.rest(child, AFTER_REPLY);
  }

  /** Null if it names a process that is not there. */
  private @Nullable Order order(List<String> words) {
    return switch (words.getFirst()) {
      case "version" -> new Order.Version();
      case "peek" -> new Order.Peek(words.size() == 1 ? "" : modules.full(words.get(1)));
      case "local" -> new Order.Local();
      case "qualified" -> new Order.Qualified();
      case "nest" -> new Order.Nest();
      case "unnest" -> new Order.Unnest();
      case "hold" ->
          words.get(1).equals("local") ? new Order.HoldLocal() : new Order.HoldExternal();
      case "call" -> new Order.Call();
      case "drop" -> new Order.Drop();
      case "count" -> new Order.Count(Integer.parseInt(words.get(1)));
      case "spawn" ->
          words.get(2).equals("local")
              ? new Order.SpawnLocal(gate)
              : new Order.SpawnQualified(gate);
      case "trap" -> new Order.Trap();
      case "mail" -> new Order.Mail();
      case "stop" -> new Order.Stop(ExitReason.of(words.get(1)));
      case "crash" -> new Order.Crash();
      case "spin" -> new Order.Spin();
      default -> about(company.find(words.get(1)), words);
    };
  }

  private static @Nullable Order about(@Nullable Pid pid, List<String> words) {
    if (pid == null) {
      return null;
    }
    return switch (words.getFirst()) {
      case "link" -> new Order.Link(pid);
      case "unlink" -> new Order.Unlink(pid);
      case "monitor" -> new Order.Monitor(pid);
      case "send" -> new Order.Send(pid, String.join(" ", words.subList(2, words.size())));
      case "exit" -> new Order.SendExit(pid, ExitReason.of(words.get(2)));
      default -> throw new IllegalArgumentException(words.toString());
    };
  }
}
