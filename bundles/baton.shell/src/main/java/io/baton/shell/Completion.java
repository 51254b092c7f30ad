package io.baton.shell;

import io.baton.api.code.CodeStatus;
import io.baton.api.code.ModuleFile;
import io.baton.api.code.ModuleStatus;
import io.baton.api.code.ModuleVersion;
import io.baton.api.process.Inspection;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessInfo;
import io.baton.shell.command.Argument;
import io.baton.shell.command.Catalogue;
import io.baton.shell.command.CommandInfo;
import io.baton.shell.command.Form;
import io.baton.spi.MarkedLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The words that may come next in a command, by the descriptors of the command. Thread-safe. */
public final class Completion {
  /** Maximum number of processes that are offered. */
  private static final int SHOWN = 500;

  /** Kinds of arguments that may be files. */
  private static final Set<Argument> FILES = Set.of(Argument.FILE, Argument.JAVA, Argument.OTHER);

  private final Supplier<List<CommandInfo>> commands;
  private final CodeStatus codeStatus;
  private final Supplier<List<Choice>> applications;

  /**
   * Creates the completion for the commands and modules of this system.
   *
   * @param applications the names of applications, with what each does now
   */
  public Completion(
      Supplier<List<CommandInfo>> commands,
      CodeStatus codeStatus,
      Supplier<List<Choice>> applications) {
    this.commands = commands;
    this.codeStatus = codeStatus;
    this.applications = applications;
  }

  /**
   * A word that may come next.
   *
   * @param value what is typed
   * @param group the title under which it is shown
   * @param description of the word; may be empty
   */
  public record Choice(String value, String group, String description) {}

  /**
   * Words that may come next.
   *
   * @param choices the words
   * @param files whether the names of files may come next, too
   */
  public record Choices(List<Choice> choices, boolean files) {
    /** Copies the list. */
    public Choices {
      choices = List.copyOf(choices);
    }
  }

  /**
   * Returns what may stand at a position of a command.
   *
   * @param words the command so far
   * @param index of the word that is completed; the others are complete
   */
  public Choices at(List<String> words, int index) {
    List<CommandInfo> all = commands.get();
    if (index == 0) {
      return new Choices(names(all), false);
    }
    CommandInfo command = Catalogue.find(all, words.getFirst()).orElse(null);
    if (command == null) {
      return new Choices(List.of(), true);
    }
    if (words.get(index).startsWith("-")) {
      return new Choices(options(command), false);
    }
    return after(command, words.subList(1, index), all);
  }

  /** Returns what may follow the arguments that are there. */
  private Choices after(CommandInfo command, List<String> given, List<CommandInfo> all) {
    if (command.forms().isEmpty()) {
      return new Choices(List.of(), command.usages().isEmpty());
    }
    Set<Argument> kinds = new LinkedHashSet<>();
    List<String> positional = new ArrayList<>();
    for (Form form : command.forms()) {
      positional.clear();
      Optional<Form.Option> open = Optional.empty();
      for (String word : given) {
        if (open.isPresent()) {
          open = Optional.empty();
        } else if (form.option(word).isPresent()) {
          open = form.option(word).filter(option -> option.value().isPresent());
        } else {
          positional.add(word);
        }
      }
      Optional<Argument> next =
          open.isPresent()
              ? open.get().value()
              : form.argument(positional.size()).map(Form.Positional::kind);
      next.ifPresent(kinds::add);
    }
    List<Choice> choices = new ArrayList<>();
    kinds.forEach(kind -> choices.addAll(choices(kind, positional, all)));
    return new Choices(choices, kinds.stream().anyMatch(FILES::contains));
  }

  private List<Choice> choices(Argument kind, List<String> before, List<CommandInfo> all) {
    return switch (kind) {
      case MODULE, SOURCE -> modules();
      case APPLICATION -> applications.get();
      case JAVA -> compiled();
      case VERSION -> before.isEmpty() ? List.of() : versions(before.getLast());
      case PROCESS -> processes();
      case NAME -> processes().stream().filter(choice -> choice.group().equals("names")).toList();
      case COMMAND -> describable(all);
      case FILE, CLOSURE, MESSAGE, REASON, TEXT, EXPECTED, LINES, NUMBER, TIME, OTHER -> List.of();
    };
  }

  private List<Choice> names(List<CommandInfo> all) {
    Set<String> modules =
        codeStatus.allLoaded().stream().map(ModuleVersion::module).collect(Collectors.toSet());
    return all.stream()
        .map(command ->
            new Choice(
                command.name(), CommandGroup.of(command, modules).title(), command.summary()))
        .toList();
  }

  private List<Choice> describable(List<CommandInfo> all) {
    List<Choice> choices = new ArrayList<>(names(all));
    for (CommandGroup group : CommandGroup.values()) {
      choices.add(new Choice(group.label(), "groups", group.title()));
    }
    return choices;
  }

  private static List<Choice> options(CommandInfo command) {
    return command.forms().stream()
        .flatMap(form -> form.options().stream())
        .flatMap(option ->
            option.names().stream().map(name -> new Choice(name, "options", option.description())))
        .distinct()
        .toList();
  }

  private List<Choice> modules() {
    return codeStatus.modules().stream()
        .map(module ->
            new Choice(
                module,
                "modules",
                codeStatus
                    .isLoaded(module)
                    .map(version -> version.version() + " is current")
                    .orElse("not loaded")))
        .toList();
  }

  /** Modules that were not loaded from an archive; their versions name the source. */
  private List<Choice> compiled() {
    return codeStatus.allLoaded().stream()
        .filter(version -> !MarkedLocation.origin(version.location()).endsWith(".jar"))
        .map(version -> new Choice(version.module(), "modules", version.version() + " is current"))
        .toList();
  }

  private List<Choice> versions(String module) {
    Optional<ModuleStatus> status =
        codeStatus.status().stream().filter(one -> one.module().equals(module)).findFirst();
    return codeStatus.files(module).stream()
        .map(ModuleFile::version)
        .distinct()
        .map(version -> new Choice(version, "versions of " + module, state(version, status)))
        .toList();
  }

  private static String state(String version, Optional<ModuleStatus> status) {
    if (is(version, status.flatMap(ModuleStatus::current))) {
      return "current";
    }
    return is(version, status.flatMap(ModuleStatus::old)) ? "old" : "not loaded";
  }

  private static boolean is(String version, Optional<ModuleVersion> loaded) {
    return loaded.map(ModuleVersion::version).filter(version::equals).isPresent();
  }

  private static List<Choice> processes() {
    List<Choice> choices = new ArrayList<>();
    Inspection.processes().stream()
        .sorted(Comparator.comparingLong(Pid::number))
        .limit(SHOWN)
        .flatMap(pid -> Inspection.info(pid).stream())
        .forEach(info -> addTo(choices, info));
    return choices;
  }

  private static void addTo(List<Choice> choices, ProcessInfo info) {
    String what = info.function().map(ProcessInfo.Function::toString).orElse(info.initialCall());
    info.name().ifPresent(name -> choices.add(new Choice(name, "names", info.pid() + " " + what)));
    choices.add(
        new Choice(
            Long.toString(info.pid().number()),
            "pids",
            info.name().map(name -> "(" + name + ") ").orElse("") + what));
  }
}
