package io.baton.api.code;

import io.baton.api.process.Pid;

/**
 * A process whose state does not cross into another version.
 *
 * @param pid of the process
 * @param name the registered name of the process, or else what it is, such as {@code server of
 *     frequency}; may be empty
 * @param why with the path to the part that does not cross, and what to do
 */
public record RefusedState(Pid pid, String name, String why) {
  @Override
  public String toString() {
    return ProcessLabel.of(pid, name) + ": " + why;
  }
}
