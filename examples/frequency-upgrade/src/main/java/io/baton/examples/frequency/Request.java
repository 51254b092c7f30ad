package io.baton.examples.frequency;

import io.baton.api.process.Pid;
import java.util.List;

/**
 * A message to the server.
 *
 * @param from the client that gets the {@link Answer}
 * @param command what is asked for
 */
record Request(Pid from, Command command) {
  /** Commands to the server. */
  sealed interface Command {}

  /** A frequency. */
  record Allocate() implements Command {}

  /** To take a frequency back. */
  record Deallocate(int frequency) implements Command {}

  /** To have more frequencies to hand out. */
  record Inject(List<Integer> frequencies) implements Command {}

  /** To end. */
  record Stop() implements Command {}
}
