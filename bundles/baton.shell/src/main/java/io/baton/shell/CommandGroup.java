package io.baton.shell;

import io.baton.shell.command.CommandInfo;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/** Groups in which commands are shown; the last is nearest to the prompt. */
enum CommandGroup {
  FRAMEWORK("framework", "commands of the framework"),
  SHELL("shell", "the shell"),
  SCRIPT("script", "scripts that check what they show"),
  MODULES("modules", "functions of the modules that are loaded"),
  PROC("proc", "processes"),
  APP("app", "applications"),
  CODE("code", "the code server"),
  SHORT("c", "short commands of Erlang's shell");

  private final String label;
  private final String title;

  CommandGroup(String label, String title) {
    this.label = label;
    this.title = title;
  }

  /** Returns the word that names the group. */
  String label() {
    return label;
  }

  /** Returns the title of the group. */
  String title() {
    return title;
  }

  /** Returns the group of a command. */
  static CommandGroup of(CommandInfo command, Set<String> modules) {
    return switch (command.scope()) {
      case "c" -> SHORT;
      case "code", "compile", "watch" -> CODE;
      case "proc" -> PROC;
      case "app" -> APP;
      case "script" -> SCRIPT;
      case "baton" -> SHELL;
      default -> modules.contains(command.scope()) ? MODULES : FRAMEWORK;
    };
  }

  /** Returns the commands in their groups, a line each. */
  static String text(List<CommandInfo> commands, Set<String> modules) {
    var groups = new StringJoiner("%n%n".formatted());
    for (CommandGroup group : values()) {
      List<CommandInfo> members =
          commands.stream().filter(command -> of(command, modules) == group).toList();
      if (!members.isEmpty()) {
        groups.add(group.text(members));
      }
    }
    return groups.toString();
  }

  private String text(List<CommandInfo> members) {
    int width = members.stream().mapToInt(command -> command.name().length()).max().orElse(0);
    var lines = new StringJoiner(System.lineSeparator());
    lines.add("%s: %s".formatted(label, title));
    for (CommandInfo command : members) {
      String name = "%-" + width + "s";
      lines.add(
          "  %s  %s".formatted(name.formatted(command.name()), summary(command)).stripTrailing());
    }
    return lines.toString();
  }

  /** Returns what it does; the signature, if nothing says more. */
  private static String summary(CommandInfo command) {
    boolean isFunction = command.forms().isEmpty() && !command.usages().isEmpty();
    return command.summary().isEmpty() && isFunction
        ? command.usages().getFirst()
        : command.summary();
  }
}
