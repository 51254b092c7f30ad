package io.baton.shell.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A command as help, usage and Tab show it.
 *
 * @param scope what stands before the colon of its name
 * @param function what stands after it
 * @param summary what it does, in one line; may be empty
 * @param usages how it is called, a line for each way
 * @param forms the ways to call it, the shortest first; empty for a function of a module
 */
public record CommandInfo(
    String scope, String function, String summary, List<String> usages, List<Form> forms) {
  /** Scopes that need not be written. */
  private static final Set<String> OPEN = Set.of("baton", "gogo", "c");

  /** Copies the lists. */
  public CommandInfo {
    usages = List.copyOf(usages);
    forms = List.copyOf(forms);
  }

  /** Returns the information that the forms give. */
  static CommandInfo of(String scope, String function, List<Form> forms) {
    List<Form> sorted =
        forms.stream()
            // reflection gives methods in an order of its own
            .sorted(
                Comparator.comparingInt((Form form) -> form.arguments().size())
                    .thenComparing(form -> form.usage(form.arguments().size())))
            .toList();
    String summary = sorted.isEmpty() ? "" : sorted.getFirst().description();
    return new CommandInfo(
        scope, function, summary, usages(shown(scope, function), sorted), sorted);
  }

  private static List<String> usages(String name, List<Form> forms) {
    boolean isOneLine = true;
    for (int i = 1; i < forms.size(); i++) {
      isOneLine &= forms.get(i - 1).isBeginningOf(forms.get(i));
    }
    if (isOneLine && forms.size() > 1) {
      return List.of(name + forms.getLast().usage(forms.getFirst().arguments().size()));
    }
    return forms.stream()
        .map(form -> name + form.usage(form.arguments().size()))
        .distinct()
        .toList();
  }

  /** Returns the whole name, such as {@code code:load}. */
  public String qualified() {
    return scope + ":" + function;
  }

  /** Returns the name that a person types. */
  public String name() {
    return shown(scope, function);
  }

  private static String shown(String scope, String function) {
    return OPEN.contains(scope) ? function : scope + ":" + function;
  }

  /** Returns the usage as lines of text. */
  public String usage() {
    return usages.stream()
        .map(line -> "usage: " + line)
        .collect(Collectors.joining("%n".formatted()));
  }

  /** Returns all that is known of the command. */
  public String help() {
    List<String> lines = new ArrayList<>(usages.isEmpty() ? List.of(name()) : usages);
    descriptions().forEach(description -> lines.add("  " + description));
    List<List<String>> parts = parts();
    int width = parts.stream().mapToInt(part -> part.getFirst().length()).max().orElse(0);
    for (List<String> part : parts) {
      lines.add(
          "  %s  %s".formatted(padded(part.getFirst(), width), part.getLast()).stripTrailing());
    }
    return String.join(System.lineSeparator(), lines);
  }

  static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private List<String> descriptions() {
    Set<String> descriptions = new LinkedHashSet<>(List.of(summary));
    forms.forEach(form -> descriptions.add(form.description()));
    return descriptions.stream().filter(text -> !text.isEmpty()).toList();
  }

  /** Returns the options and arguments of all forms, each once, with what they mean. */
  private List<List<String>> parts() {
    Set<List<String>> parts = new LinkedHashSet<>();
    Set<String> seen = new LinkedHashSet<>();
    for (Form form : forms) {
      for (Form.Option option : form.options()) {
        String value = option.value().map(kind -> " " + kind.label()).orElse("");
        String names = String.join(", ", option.names()) + value;
        if (seen.add(names)) {
          parts.add(List.of(names, option.description()));
        }
      }
      for (Form.Positional argument : form.arguments()) {
        if (!argument.description().isEmpty() && seen.add(argument.label())) {
          parts.add(List.of(argument.label(), argument.description()));
        }
      }
    }
    return List.copyOf(parts);
  }
}
