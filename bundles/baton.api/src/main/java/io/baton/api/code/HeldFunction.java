package io.baton.api.code;

import io.baton.api.process.Pid;

/**
 * A function of the old version of a module, a lambda say, that a process keeps in its state or has
 * been sent. It does not keep the version: after the purge, a call of the function throws {@link
 * PurgedCodeException}.
 *
 * @param version the old version
 * @param pid of the process that has it
 * @param name the registered name of the process, or else what it is, such as {@code server of
 *     frequency}; may be empty
 * @param path to the function, such as {@code state.handlers[2].callback}
 * @param function its class; of a lambda, the class that it was written in
 */
public record HeldFunction(
    ModuleVersion version, Pid pid, String name, String path, String function) {
  /**
   * Describes the process that has it, in a few words.
   *
   * @return such as {@code <42> (frequency)}
   */
  public String holder() {
    return ProcessLabel.of(pid, name);
  }

  @Override
  public String toString() {
    return "%s has a function of %s of %s at %s".formatted(holder(), function, version, path);
  }
}
