package io.baton.scenarios.words;

import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.process.Ref;

/**
 * An order, and the process that waits for the reply.
 *
 * @param from the process that waits
 * @param ref that the reply bears
 * @param order what to do
 */
public record Instruction(Pid from, Ref ref, Order order) {
  /** Replies. */
  public void reply(Object result) {
    Processes.send(from, new Reply(ref, result));
  }
}
