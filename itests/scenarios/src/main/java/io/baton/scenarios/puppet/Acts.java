package io.baton.scenarios.puppet;

import static io.baton.api.process.Processes.receive;

import io.baton.api.process.Processes;
import io.baton.scenarios.words.Instruction;
import io.baton.scenarios.words.Order;
import io.baton.scenarios.words.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a puppet does as a process, whatever module it is of. */
final class Acts {
  private Acts() {}

  static void carryOut(Order.Act act) {
    switch (act) {
      case Order.Trap _ -> Processes.trapExits(true);
      case Order.Link(var to) -> Processes.link(to);
      case Order.Unlink(var from) -> Processes.unlink(from);
      case Order.Monitor(var other) -> Processes.monitor(other);
      case Order.Send(var to, var text) -> Processes.send(to, new Text(text));
      case Order.SendExit(var to, var reason) -> Processes.exit(to, reason);
      case Order.Stop(var reason) -> throw Processes.exit(reason);
      case Order.Crash _ -> throw new IllegalStateException("boom");
    }
  }

  /** Takes every message that is no instruction, in order. */
  static List<Object> mail() {
    List<Object> mail = new ArrayList<>();
    Optional<Object> message = next();
    while (message.isPresent()) {
      mail.add(message.get());
      message = next();
    }
    return mail;
  }

  private static Optional<Object> next() {
    return receive(Object.class, message -> !(message instanceof Instruction), Duration.ZERO);
  }
}
