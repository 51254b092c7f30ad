package io.baton.shell;

import io.baton.api.code.CodeStatus;
import io.baton.shell.command.Argument;
import io.baton.shell.command.Catalogue;
import io.baton.shell.command.CommandFailed;
import io.baton.shell.command.CommandInfo;
import io.baton.shell.command.Commands;
import io.baton.shell.command.Nearest;
import io.baton.shell.command.Takes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.felix.service.command.Descriptor;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Command that describes commands, from their descriptors. */
@Component(
    service = HelpCommand.class,
    property = {"osgi.command.scope=baton", "osgi.command.function=help"})
public final class HelpCommand extends Commands {
  private final Catalogue catalogue;
  private final CodeStatus codeStatus;

  /** Creates the command for the commands of this system. */
  @Activate
  public HelpCommand(BundleContext context, @Reference CodeStatus codeStatus) {
    super("baton");
    this.catalogue = new Catalogue(context);
    this.codeStatus = codeStatus;
  }

  /** Describes all commands, a line each. */
  @Descriptor("describe all commands, a line each")
  public String help() {
    return CommandGroup.text(catalogue.all(), modules())
        + "%n%nhelp COMMAND describes one command, help GROUP those of one group.".formatted();
  }

  /** Describes one command, or those of a group. */
  @Descriptor("describe one command, or those of a group")
  public String help(
      @Descriptor("name of a command, such as code:load, or of a group, such as code")
          @Takes(Argument.COMMAND)
          String command) {
    List<CommandInfo> all = catalogue.all();
    return group(command, all)
        .or(() -> Catalogue.find(all, command).map(CommandInfo::help))
        .orElseThrow(() -> new CommandFailed(missing(command, all)));
  }

  private Optional<String> group(String name, List<CommandInfo> all) {
    List<CommandInfo> members =
        all.stream()
            .filter(command ->
                command.scope().equals(name)
                    || CommandGroup.of(command, modules()).label().equals(name))
            .toList();
    return members.isEmpty()
        ? Optional.empty()
        : Optional.of(CommandGroup.text(members, modules()));
  }

  private static String missing(String name, List<CommandInfo> all) {
    List<String> names = new ArrayList<>();
    all.forEach(command -> names.add(name.contains(":") ? command.qualified() : command.name()));
    return "there is no command %s%s".formatted(name, Nearest.hint(name, names));
  }

  private Set<String> modules() {
    Set<String> modules = new HashSet<>();
    codeStatus.allLoaded().forEach(version -> modules.add(version.module()));
    return modules;
  }
}
