package io.baton.shell.command;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says in a sentence why arguments do not fit a command. */
final class Misuse {
  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,9}");

  private final CommandInfo command;

  /** The arguments that are found by their position; written while the others are judged. */
  private int positions;

  private Misuse(CommandInfo command) {
    this.command = command;
  }

  /** Returns what is wrong, and the usage. */
  static String of(CommandInfo command, List<String> given) {
    return new Misuse(command).sentence(given) + System.lineSeparator() + command.usage();
  }

  private String sentence(List<String> given) {
    for (int i = 0; i < given.size(); i++) {
      String word = given.get(i);
      Optional<Form.Option> option = option(word);
      if (option.isPresent() && option.get().value().isPresent()) {
        i++;
        Optional<String> wrong = wrongValue(option.get(), i < given.size() ? given.get(i) : null);
        if (wrong.isPresent()) {
          return wrong.get();
        }
      } else if (option.isEmpty() && word.startsWith("--")) {
        return unknown(word);
      } else if (option.isEmpty()) {
        positions++;
      }
    }
    return fits(positions) ? wrongType(given) : wrongNumber();
  }

  private Optional<Form.Option> option(String word) {
    return command.forms().stream().flatMap(form -> form.option(word).stream()).findFirst();
  }

  private Optional<String> wrongValue(
      Form.Option option, @org.jspecify.annotations.Nullable String value) {
    if (value == null) {
      return Optional.of("%s of %s needs a value".formatted(option.name(), command.name()));
    }
    return option.value().equals(Optional.of(Argument.NUMBER)) && !NUMBER.matcher(value).matches()
        ? Optional.of("%s must be a whole number, was %s".formatted(option.name(), value))
        : Optional.empty();
  }

  private String unknown(String word) {
    List<String> names =
        command.forms().stream()
            .flatMap(form -> form.options().stream())
            .flatMap(option -> option.names().stream())
            .toList();
    return "%s has no option %s%s".formatted(command.name(), word, Nearest.hint(word, names));
  }

  private boolean fits(int count) {
    return command.forms().stream()
        .anyMatch(
            form -> form.repeats() ? count >= form.least() : count == form.arguments().size());
  }

  private String wrongType(List<String> given) {
    return "%s cannot be called with %s".formatted(command.name(), String.join(" ", given));
  }

  private String wrongNumber() {
    int least = command.forms().stream().mapToInt(Form::least).min().orElse(0);
    int most = command.forms().stream().mapToInt(form -> form.arguments().size()).max().orElse(0);
    boolean repeats = command.forms().stream().anyMatch(Form::repeats);
    String number =
        repeats ? "at least " + least : least == most ? "" + least : least + " or " + most;
    String wanted =
        most == 0 ? "no arguments" : number + (number.equals("1") ? " argument" : " arguments");
    String found = positions == 0 ? "none" : positions + "";
    return "%s takes %s, and was given %s".formatted(command.name(), wanted, found);
  }
}
