package io.baton.shell.command;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One way to call a command.
 *
 * @param description what it does then; may be empty
 * @param options in the order of their declaration
 * @param arguments in the order in which they are given
 * @param repeats whether the last argument may be given any number of times
 */
public record Form(
    String description, List<Option> options, List<Positional> arguments, boolean repeats) {
  /** Copies the lists. */
  public Form {
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
  }

  /**
   * An option.
   *
   * @param names such as {@code -n} and {@code --limit}
   * @param value the kind of value that follows; empty for a flag
   * @param description what it does; may be empty
   */
  public record Option(List<String> names, Optional<Argument> value, String description) {
    /** Copies the list. */
    public Option {
      names = List.copyOf(names);
    }

    /** Returns the name that usage lines show: the long one. */
    public String name() {
      return names.getLast();
    }

    String usage() {
      return name() + value.map(kind -> " " + kind.label()).orElse("");
    }
  }

  /**
   * An argument that is found by its position.
   *
   * @param kind what is wanted
   * @param label how usage lines call it
   * @param description what it means; may be empty
   */
  public record Positional(Argument kind, String label, String description) {}

  /** Returns the option of that name. */
  public Optional<Option> option(String name) {
    return options.stream().filter(option -> option.names().contains(name)).findFirst();
  }

  /** Returns the argument at a position, from 0. */
  public Optional<Positional> argument(int position) {
    if (position < arguments.size()) {
      return Optional.of(arguments.get(position));
    }
    return repeats ? Optional.of(arguments.getLast()) : Optional.empty();
  }

  /** Returns the least number of arguments. */
  int least() {
    return repeats ? arguments.size() - 1 : arguments.size();
  }

  /** Returns the options and labels; the arguments from {@code optional} on in brackets. */
  String usage(int optional) {
    StringBuilder usage = new StringBuilder();
    options.forEach(option -> usage.append(" [").append(option.usage()).append(']'));
    for (int i = 0; i < arguments.size(); i++) {
      boolean isLast = i == arguments.size() - 1;
      String label = arguments.get(i).label() + (isLast && repeats ? "..." : "");
      usage.append(i < optional ? " " + label : " [" + label + "]");
    }
    return usage.toString();
  }

  /** Returns whether the arguments of this form begin as those of another do. */
  boolean isBeginningOf(Form longer) {
    return !repeats
        && longer.labels().size() >= labels().size()
        && longer.labels().subList(0, labels().size()).equals(labels())
        && optionNames().equals(longer.optionNames());
  }

  private List<String> labels() {
    return arguments.stream().map(Positional::label).toList();
  }

  private String optionNames() {
    return options.stream().map(Option::name).collect(Collectors.joining(" "));
  }
}
