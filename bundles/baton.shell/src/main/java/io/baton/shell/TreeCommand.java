package io.baton.shell;

import io.baton.api.process.Pid;
import io.baton.shell.command.Argument;
import io.baton.shell.command.CommandFailed;
import io.baton.shell.command.Commands;
import io.baton.shell.command.Takes;
import io.baton.spi.SupervisorTable;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Commands that draw the supervision tree as text. They send no request to a process, so none can
 * delay them.
 */
@Component(
    service = TreeCommand.class,
    property = {"osgi.command.scope=proc", "osgi.command.function=tree"})
public final class TreeCommand extends Commands {
  private static final String FEW = "20";

  private final SupervisorTable supervisors;

  /** Creates the commands for the supervisors of this system. */
  @Activate
  public TreeCommand(@Reference SupervisorTable supervisors) {
    super("proc");
    this.supervisors = supervisors;
  }

  /** Draws all trees. */
  @Descriptor("draw all supervisors and their children")
  public String tree(
      @Descriptor("how many children of one supervisor to show")
          @Parameter(
              names = {"-n", "--limit"},
              absentValue = FEW)
          int limit) {
    var trees = new TreePicture(supervisors.supervisors(), checked(limit));
    return trees.all();
  }

  /** Draws one tree. */
  @Descriptor("draw one supervisor and its children")
  public String tree(
      @Descriptor("how many children of one supervisor to show")
          @Parameter(
              names = {"-n", "--limit"},
              absentValue = FEW)
          int limit,
      @Descriptor("a pid, its number or a registered name") @Takes(Argument.PROCESS)
          Object supervisor) {
    Pid pid = ProcessArgument.pid(supervisor);
    var trees = new TreePicture(supervisors.supervisors(), checked(limit));
    return trees.of(pid).orElseThrow(() -> new CommandFailed(pid + " is no supervisor"));
  }

  private static int checked(int limit) {
    if (limit < 1) {
      throw new CommandFailed("expected a limit of 1 or more, was " + limit);
    }
    return limit;
  }
}
