package io.baton.shell.command;

import java.util.Arrays;
import java.util.List;

/**
 * Commands of one scope. Gogo calls the method that is named like the command and fits the
 * arguments, and {@link #_main} if none does.
 */
public abstract class Commands {
  private final String scope;

  /** Creates the commands of a scope. */
  protected Commands(String scope) {
    this.scope = scope;
  }

  /**
   * Fails, and says what is wrong with the arguments.
   *
   * @param words the name of the command, and its arguments
   */
  public final void _main(String[] words) {
    List<String> all = Arrays.asList(words);
    String function = all.getFirst();
    CommandInfo command = CommandInfo.of(scope, function, CommandMethods.forms(this, function));
    throw new CommandFailed(Misuse.of(command, all.subList(1, all.size())));
  }
}
