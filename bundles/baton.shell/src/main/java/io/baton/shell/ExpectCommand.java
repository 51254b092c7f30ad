package io.baton.shell;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Component;

/** Scripts that check what they show. */
@Component(
    service = ExpectCommand.class,
    property = {
      "osgi.command.scope=script",
      "osgi.command.function=expect",
      "osgi.command.function=say"
    })
public final class ExpectCommand {
  /** Made by SCR. */
  public ExpectCommand() {}

  /** Prints a line. */
  @Descriptor("print a line of text")
  public void say(CommandSession session, @Descriptor("the text") String text) {
    session.getConsole().println(text);
  }

  /** Runs a command, prints it with its result, and fails if the result is another one. */
  @Descriptor("run a command, print its result, and fail if it is not the expected one")
  public void expect(
      CommandSession session,
      @Descriptor("the command, in braces") Function command,
      @Descriptor("the result as text, or error: and the message; * stands for anything")
          String expected) {
    String found = result(session, command);
    String indented = found.lines().collect(Collectors.joining("\n      "));
    session.getConsole().println("  %s\n      %s".formatted(source(command), indented));
    if (!pattern(expected).matcher(found).matches()) {
      throw new CommandFailed(
          "%s: expected %s, found %s".formatted(source(command), expected, found));
    }
  }

  private static String result(CommandSession session, Function command) {
    try {
      return Text.of(command.execute(session, null));
    } catch (Exception e) {
      return "error: " + e.getMessage();
    }
  }

  private static String source(Function command) {
    return command.toString().replaceAll("^\\{|\\}$", "").strip();
  }

  private static Pattern pattern(String expected) {
    return Pattern.compile(Pattern.quote(expected).replace("*", "\\E.*\\Q"), Pattern.DOTALL);
  }
}
