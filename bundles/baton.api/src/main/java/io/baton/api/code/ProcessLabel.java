package io.baton.api.code;

import io.baton.api.process.Pid;

/** Text that names a process: its pid, and its registered name if it has one. */
final class ProcessLabel {
  private ProcessLabel() {}

  static String of(Pid pid, String name) {
    return name.isEmpty() ? pid.toString() : pid + " (" + name + ")";
  }
}
