package io.baton.shell;

import io.baton.shell.command.Argument;
import io.baton.shell.command.CommandFailed;
import io.baton.shell.command.Commands;
import io.baton.shell.command.Takes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Command for scripts that check what processes print. It works if the launcher tells it. */
@Component(
    service = PrintsCommand.class,
    property = {"osgi.command.scope=script", "osgi.command.function=prints"})
public final class PrintsCommand extends Commands {
  private static final Duration AT_MOST = Duration.ofSeconds(20);

  private final Flow.@Nullable Publisher<String> output;
  private final Duration atMost;

  /**
   * Creates the command.
   *
   * @param output the lines that are printed to standard output; null in a framework that was not
   *     started by Baton's launcher
   */
  @Activate
  public PrintsCommand(
      @Reference(
              target = "(baton.output=lines)",
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          Flow.@Nullable Publisher<String> output) {
    this(output, AT_MOST);
  }

  PrintsCommand(Flow.@Nullable Publisher<String> output, Duration atMost) {
    super("script");
    this.output = output;
    this.atMost = atMost;
  }

  /**
   * Runs a command, prints it with its result, and waits until the expected lines have been
   * printed, one right after the other; other lines may come before them.
   */
  @Descriptor("run a command, and wait until processes have printed lines, at most 20 seconds")
  public void prints(
      CommandSession session,
      @Descriptor("the command, in braces") Function command,
      @Descriptor("the lines, one right after the other; * stands for anything in a line")
          @Takes(Argument.LINES)
          String expected)
      throws Exception {
    if (output == null) {
      throw new CommandFailed("what is printed here is not read; script:prints needs bin/baton");
    }
    List<Pattern> patterns = expected.lines().map(ExpectCommand::pattern).toList();
    try (var printed = new Printed()) {
      output.subscribe(printed);
      session.getConsole().println("  " + ExpectCommand.source(command));
      Object value = command.execute(session, null);
      if (value != null) {
        session.getConsole().println(Text.of(value).indent(6).stripTrailing());
      }
      List<String> found = new ArrayList<>();
      long end = System.nanoTime() + atMost.toNanos();
      while (!endsWith(found, patterns)) {
        String line = printed.lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (line == null) {
          throw new CommandFailed(
              "%s: expected the printed lines%n%s%nfound%n%s"
                  .formatted(ExpectCommand.source(command), expected, String.join("\n", found)));
        }
        found.add(line);
      }
    }
  }

  private static boolean endsWith(List<String> lines, List<Pattern> patterns) {
    int start = lines.size() - patterns.size();
    if (start < 0) {
      return false;
    }
    for (int i = 0; i < patterns.size(); i++) {
      if (!patterns.get(i).matcher(lines.get(start + i)).matches()) {
        return false;
      }
    }
    return true;
  }

  /** Lines from the subscription to the end of the command. */
  private static final class Printed implements Flow.Subscriber<String>, AutoCloseable {
    /** Written by the threads that print, read by the session. */
    final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private Flow.@Nullable Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription granted) {
      subscription = granted;
      granted.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      lines.add(line);
    }

    @Override
    public void onError(Throwable failure) {
      lines.add(failure.toString());
    }

    @Override
    public void onComplete() {
      // no line comes any more, so the wait ends with its bound
    }

    @Override
    public void close() {
      if (subscription != null) {
        subscription.cancel();
      }
    }
  }
}
