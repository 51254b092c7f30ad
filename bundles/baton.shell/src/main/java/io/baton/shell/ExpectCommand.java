package io.baton.shell;

import io.baton.shell.command.Argument;
import io.baton.shell.command.CommandFailed;
import io.baton.shell.command.Commands;
import io.baton.shell.command.Takes;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Component;

/** Commands for scripts that check what they show. */
@Component(
    service = ExpectCommand.class,
    property = {
      "osgi.command.scope=script",
      "osgi.command.function=expect",
      "osgi.command.function=await",
      "osgi.command.function=say"
    })
public final class ExpectCommand extends Commands {
  private static final Duration AT_MOST = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(5);

  /** Created by SCR. */
  public ExpectCommand() {
    super("script");
  }

  /** Prints a line. */
  @Descriptor("print a line of text")
  public void say(
      CommandSession session, @Descriptor("the text") @Takes(Argument.TEXT) String text) {
    session.getConsole().println(text);
  }

  /** Runs a command, prints it with its result, and fails if the result differs. */
  @Descriptor("run a command, print its result, and fail if it is not the expected one")
  public void expect(
      CommandSession session,
      @Descriptor("the command, in braces") Function command,
      @Descriptor("the result as text, or error: and the message; * stands for anything")
          @Takes(Argument.EXPECTED)
          String expected) {
    judge(session, command, expected, result(session, command));
  }

  /**
   * Repeats the command until it has the result: a server that has answered may not have moved on
   * yet.
   */
  @Descriptor("run a command until its result is the expected one, at most 10 seconds")
  public void await(
      CommandSession session,
      @Descriptor("the command, in braces") Function command,
      @Descriptor("the result as text, or error: and the message; * stands for anything")
          @Takes(Argument.EXPECTED)
          String expected) {
    long start = System.nanoTime();
    Pattern pattern = pattern(expected);
    String found = result(session, command);
    while (!pattern.matcher(found).matches() && System.nanoTime() - start < AT_MOST.toNanos()) {
      LockSupport.parkNanos(PAUSE.toNanos());
      found = result(session, command);
    }
    judge(session, command, expected, found);
  }

  private static void judge(
      CommandSession session, Function command, String expected, String found) {
    String indented = found.lines().collect(Collectors.joining("\n      "));
    session.getConsole().println("  %s\n      %s".formatted(source(command), indented));
    if (!pattern(expected).matcher(found).matches()) {
      throw new CommandFailed(
          "%s: expected %s, found %s".formatted(source(command), expected, found));
    }
  }

  /** Returns what a command returns as text, or the message of its failure. */
  static String result(CommandSession session, Function command) {
    try {
      return Text.of(command.execute(session, null));
    } catch (Exception e) {
      return "error: " + e.getMessage();
    }
  }

  /** Returns a command as it stands in the script. */
  static String source(Function command) {
    return command.toString().replaceAll("^\\{|\\}$", "").strip();
  }

  /** Returns the pattern of a text in which a star stands for any text. */
  static Pattern pattern(String expected) {
    return Pattern.compile(Pattern.quote(expected).replace("*", "\\E.*\\Q"), Pattern.DOTALL);
  }
}
