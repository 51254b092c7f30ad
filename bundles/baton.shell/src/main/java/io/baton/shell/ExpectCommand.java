package io.baton.shell;

import java.util.regex.Pattern;
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
      @Descriptor("the result as text; * stands for anything") String expected)
      throws Exception {
    String found = Text.of(command.execute(session, null));
    session.getConsole().println("  %s%n      %s".formatted(source(command), found));
    if (!pattern(expected).matcher(found).matches()) {
      throw new CommandFailed(
          "%s: expected %s, found %s".formatted(source(command), expected, found));
    }
  }

  private static String source(Function command) {
    return command.toString().replaceAll("^\\{|\\}$", "").strip();
  }

  private static Pattern pattern(String expected) {
    return Pattern.compile(Pattern.quote(expected).replace("*", "\\E.*\\Q"), Pattern.DOTALL);
  }
}
