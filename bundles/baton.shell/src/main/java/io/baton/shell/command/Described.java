package io.baton.shell.command;

import java.util.List;

/** A command that describes itself, without descriptors at methods. */
public interface Described {
  /** Returns how it is called, a line for each way. */
  List<String> usages();

  /** Returns what it does, in one line; may be empty. */
  String summary();
}
