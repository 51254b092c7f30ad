package io.baton.shell;

import io.baton.api.code.CodeHistory;
import io.baton.api.code.Decision;
import io.baton.shell.command.Argument;
import io.baton.shell.command.CommandFailed;
import io.baton.shell.command.Commands;
import io.baton.shell.command.Takes;
import io.baton.spi.Printable;
import io.baton.spi.ThrownText;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Command that shows the audit log. It is there if the log is. */
@Component(
    service = HistoryCommand.class,
    property = {"osgi.command.scope=code", "osgi.command.function=history"})
public final class HistoryCommand extends Commands {
  /** Characters of a digest; the file has all of it. */
  private static final int SHOWN = 12;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  private final CodeHistory history;

  /** Creates the command for the log of this system. */
  @Activate
  public HistoryCommand(@Reference CodeHistory history) {
    super("code");
    this.history = history;
  }

  /** See {@link CodeHistory#last(int)}. */
  @Descriptor("what was loaded, purged, deleted and refused, and what has asked for it")
  public String history(
      @Descriptor("how many decisions at most, the last ones")
          @Parameter(
              names = {"-l", "--limit"},
              absentValue = "50")
          @Takes(Argument.NUMBER)
          String limit) {
    return table(() -> history.last(InspectionCommands.limit(limit)));
  }

  /** See {@link CodeHistory#last(String, int)}. */
  @Descriptor("the same of one module")
  public String history(
      @Descriptor("how many decisions at most, the last ones")
          @Parameter(
              names = {"-l", "--limit"},
              absentValue = "50")
          @Takes(Argument.NUMBER)
          String limit,
      @Descriptor("name of the module") @Takes(Argument.MODULE) String module) {
    return table(() -> history.last(module, InspectionCommands.limit(limit)));
  }

  /** Reading of the log. */
  private interface Reading {
    List<Decision> decisions() throws IOException;
  }

  private static String table(Reading reading) {
    List<Decision> decisions;
    try {
      decisions = reading.decisions();
    } catch (IOException e) {
      throw new CommandFailed("the audit log cannot be read: " + ThrownText.describe(e));
    }
    if (decisions.isEmpty()) {
      return "nothing was decided";
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("when", "action", "what", "file", "SHA-256", "asked by", "result"));
    decisions.forEach(one -> rows.add(row(one)));
    return StatusTable.columns(rows);
  }

  private static List<String> row(Decision one) {
    return List.of(
        TIME.format(one.when()),
        one.action().name().toLowerCase(Locale.ROOT),
        Printable.line(one.what()),
        Printable.line(one.file().orElse("")),
        one.sha256()
            .map(digest -> digest.substring(0, Math.min(SHOWN, digest.length())))
            .orElse(""),
        Printable.line(one.by()),
        result(one));
  }

  private static String result(Decision one) {
    if (!one.ended().isEmpty()) {
      return "%s, killed %s".formatted(one.result(), String.join(", ", one.ended()));
    }
    return one.why().isEmpty()
        ? one.result()
        : "%s: %s".formatted(one.result(), Printable.line(one.why()));
  }
}
