package io.baton.bench.byhand;

import io.baton.examples.frequency.Reply;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A message to the server, in which its client waits for the reply. */
public final class Request {
  private final Thread from = Thread.currentThread();
  private final Command command;

  /** Written once by the server, read by the client. */
  private volatile @Nullable Reply reply;

  /** Commands to the server. */
  public sealed interface Command {}

  /** A frequency. */
  public record Allocate() implements Command {}

  /** To take a frequency back. */
  public record Deallocate(int frequency) implements Command {}

  /** From the current thread. */
  public Request(Command command) {
    this.command = command;
  }

  /** The client. */
  public Thread from() {
    return from;
  }

  /** What is asked for. */
  public Command command() {
    return command;
  }

  /** Called by the server, once. */
  public void answer(Reply answer) {
    reply = answer;
    LockSupport.unpark(from);
  }

  /** Called by the client, which waits for the answer. */
  public Reply await() {
    Reply answer = reply;
    while (answer == null) {
      LockSupport.park(this);
      answer = reply;
    }
    return answer;
  }
}
