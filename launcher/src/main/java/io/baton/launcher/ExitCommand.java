package io.baton.launcher;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

/** The shell command {@code exit}. Public, since Gogo calls it by reflection. */
public final class ExitCommand {
  private final IntConsumer leave;

  private ExitCommand(IntConsumer leave) {
    this.leave = leave;
  }

  /**
   * Offers the command in {@code context}; {@code leave} gets the status that the user asks for.
   */
  static void register(BundleContext context, IntConsumer leave) {
    context.registerService(
        ExitCommand.class,
        new ExitCommand(leave),
        FrameworkUtil.asDictionary(
            Map.of(
                "osgi.command.scope",
                "baton",
                "osgi.command.function",
                "exit",
                Constants.SERVICE_DESCRIPTION,
                "end Baton, with a status (0)")));
  }

  /**
   * Offers the command for sessions without a terminal: it ends the program that runs, as a failure
   * would.
   */
  static void registerForPrograms(BundleContext context) {
    register(
        context,
        status -> {
          throw new Exit(status);
        });
  }

  /**
   * The status that the program asked for, if it is the command that ended it with {@code failure}.
   */
  static OptionalInt statusIn(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Exit exit) {
        return OptionalInt.of(exit.status);
      }
    }
    return OptionalInt.empty();
  }

  /** Ends Baton with status 0. */
  public void exit() {
    exit(Main.OK);
  }

  /** Ends Baton with {@code status}. */
  public void exit(int status) {
    leave.accept(status);
  }

  /**
   * Fails, since the arguments fit no other method; Gogo calls it then.
   *
   * @param words the name of the command, and its arguments
   */
  @SuppressWarnings("DoNotCallSuggester") // only Gogo calls it
  public void _main(String[] words) {
    throw new IllegalArgumentException(
        "exit takes a status, which is a whole number, or nothing; found "
            + String.join(" ", List.of(words).subList(1, words.length)));
  }

  private static final class Exit extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    private Exit(int status) {
      super("exit " + status, null, false, false);
      this.status = status;
    }
  }
}
