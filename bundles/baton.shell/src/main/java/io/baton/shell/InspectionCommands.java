package io.baton.shell;

import io.baton.api.process.Inspection;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessInfo;
import io.baton.shell.command.Argument;
import io.baton.shell.command.CommandFailed;
import io.baton.shell.command.Commands;
import io.baton.shell.command.Takes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.osgi.service.component.annotations.Component;

/** Commands that inspect processes. */
@Component(
    service = InspectionCommands.class,
    property = {
      "osgi.command.scope=proc",
      "osgi.command.function=list",
      "osgi.command.function=info"
    })
public final class InspectionCommands extends Commands {
  /** Created by SCR. */
  public InspectionCommands() {
    super("proc");
  }

  /** See {@link Inspection#processes()}. */
  @Descriptor("the living processes: where they are, what they do, how many messages wait")
  public String list(
      @Descriptor("how many at most: those with the longest mailboxes, if there are more")
          @Parameter(
              names = {"-l", "--limit"},
              absentValue = "50")
          @Takes(Argument.NUMBER)
          String limit) {
    int most = limit(limit);
    List<Pid> all = Inspection.processes();
    List<Pid> shown = all.size() <= most ? sorted(all) : busiest(all, most);
    String table = table(shown);
    return shown.size() == all.size()
        ? table
        : "%s%n%d of %d processes, those with the longest mailboxes; --limit N shows more"
            .formatted(table, shown.size(), all.size());
  }

  /** Returns a limit that a user has typed. */
  static int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1) {
        return limit;
      }
    } catch (NumberFormatException _) {
      // reported below
    }
    throw new CommandFailed("--limit must be a whole number of at least 1, was " + text);
  }

  private static List<Pid> sorted(List<Pid> pids) {
    return pids.stream().sorted(Comparator.comparingLong(Pid::number)).toList();
  }

  /**
   * Returns the busiest; reads each counter once, because the order must not change while it is
   * sorted.
   */
  private static List<Pid> busiest(List<Pid> pids, int most) {
    Map<Pid, Integer> lengths =
        pids.stream()
            .collect(Collectors.toMap(pid -> pid, pid -> Inspection.mailboxLength(pid).orElse(0)));
    return pids.stream()
        .sorted(
            Comparator.<Pid>comparingInt(lengths::get).reversed().thenComparingLong(Pid::number))
        .limit(most)
        .toList();
  }

  private static String table(List<Pid> pids) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("pid", "name", "in", "version", "state", "mailbox"));
    pids.forEach(pid -> Inspection.info(pid).map(InspectionCommands::row).ifPresent(rows::add));
    return StatusTable.columns(rows);
  }

  private static List<String> row(ProcessInfo info) {
    return List.of(
        info.pid().toString(),
        info.name().orElse("-"),
        info.function().map(InspectionCommands::shortName).orElse(info.initialCall()),
        info.function().map(ProcessInfo.Function::version).orElse("-"),
        info.state().toString(),
        Integer.toString(info.mailboxLength()));
  }

  /** Returns the name without the package. */
  private static String shortName(ProcessInfo.Function function) {
    String name = function.name();
    int method = name.lastIndexOf('.');
    return name.substring(name.lastIndexOf('.', method - 1) + 1);
  }

  /** See {@link Inspection#info(Pid)}. */
  @Descriptor("all that is known of a process")
  public String info(
      @Descriptor("a pid, its number or a registered name") @Takes(Argument.PROCESS)
          Object process) {
    Pid pid = ProcessArgument.pid(process);
    return Inspection.info(pid)
        .map(InspectionCommands::text)
        .orElseThrow(() -> new CommandFailed(pid + " has ended"));
  }

  private static String text(ProcessInfo info) {
    ProcessInfo.Work work = info.work();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("pid", info.pid().toString()));
    rows.add(List.of("name", info.name().orElse("none")));
    rows.add(List.of("state", info.state().toString()));
    rows.add(List.of("initial call", info.initialCall()));
    rows.add(List.of("in", info.function().map(Object::toString).orElse("no module")));
    rows.add(List.of("mailbox", messages(info)));
    rows.add(List.of("links", pids(info.links())));
    rows.add(List.of("monitors", pids(info.monitors())));
    rows.add(List.of("traps exits", info.trapsExits() ? "yes" : "no"));
    rows.add(List.of("began", StatusTable.time(work.began())));
    rows.add(List.of("turns", Long.toString(work.turns())));
    rows.add(List.of("received", work.received() + " messages"));
    work.cpuTime().ifPresent(time -> rows.add(List.of("cpu time", time.toMillis() + " ms")));
    return StatusTable.columns(rows);
  }

  private static String messages(ProcessInfo info) {
    String waiting = info.mailboxLength() + " messages";
    return info.dropped() == 0 ? waiting : waiting + ", " + info.dropped() + " did not get in";
  }

  private static String pids(Set<Pid> pids) {
    return pids.isEmpty()
        ? "none"
        : sorted(List.copyOf(pids)).stream().map(Pid::toString).collect(Collectors.joining(" "));
  }
}
