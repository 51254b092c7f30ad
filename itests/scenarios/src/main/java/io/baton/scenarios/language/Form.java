package io.baton.scenarios.language;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a step, or an instruction, is formed.
 *
 * @param words that must follow
 * @param rest whether there may be less or more of them
 */
record Form(List<Word> words, Rest rest) {
  /** What may come after, or be missing of, the words of a form. */
  enum Rest {
    /** Nothing. */
    NONE,
    /** The last word any number of times again. */
    REPEATED,
    /** The last word may be missing. */
    OPTIONAL,
    /** An instruction follows. */
    INSTRUCTION
  }

  private static final Map<String, Form> STEPS = new LinkedHashMap<>();
  private static final Map<String, Form> INSTRUCTIONS = new LinkedHashMap<>();

  static {
    step(Rest.NONE, "load", Word.MODULE, Word.VERSION);
    step(Rest.NONE, "load_file", Word.MODULE, Word.VERSION);
    step(Rest.NONE, "load_corrupt", Word.MODULE);
    step(Rest.NONE, "load_wrong_name", Word.MODULE, Word.MODULE, Word.VERSION);
    step(Rest.NONE, "load_refusing", Word.MODULE, Word.VERSION);
    step(Rest.REPEATED, "atomic_load", Word.LOADED);
    step(Rest.NONE, "on_path", Word.MODULE, Word.VERSION);
    step(Rest.NONE, "compile", Word.MODULE, Word.VERSION);
    for (String verb :
        List.of(
            "load_missing",
            "ensure_loaded",
            "off_path",
            "load_path",
            "which",
            "status",
            "delete",
            "purge",
            "soft_purge",
            "old",
            "loaded",
            "stick",
            "unstick")) {
      step(Rest.NONE, verb, Word.MODULE);
    }
    step(Rest.NONE, "uses", Word.PROCESS, Word.MODULE);
    step(Rest.NONE, "spawn", Word.PROCESS, Word.MODULE);
    step(Rest.INSTRUCTION, "tell", Word.PROCESS);
    step(Rest.REPEATED, "post", Word.PROCESS, Word.TEXT);
    step(Rest.NONE, "exit", Word.PROCESS, Word.REASON);
    step(Rest.NONE, "alive", Word.PROCESS);
    step(Rest.NONE, "down", Word.PROCESS);
    step(
        Rest.REPEATED, "sup", Word.PROCESS, Word.STRATEGY, Word.INTENSITY, Word.PERIOD, Word.CHILD);
    step(Rest.NONE, "settle");
    for (String verb :
        List.of(
            "version",
            "local",
            "qualified",
            "nest",
            "unnest",
            "call",
            "drop",
            "trap",
            "mail",
            "crash",
            "spin")) {
      instruction(Rest.NONE, verb);
    }
    instruction(Rest.OPTIONAL, "peek", Word.MODULE);
    instruction(Rest.NONE, "hold", Word.FUN);
    instruction(Rest.NONE, "count", Word.NUMBER);
    instruction(Rest.NONE, "spawn", Word.PROCESS, Word.KIND);
    instruction(Rest.NONE, "link", Word.PROCESS);
    instruction(Rest.NONE, "unlink", Word.PROCESS);
    instruction(Rest.NONE, "monitor", Word.PROCESS);
    instruction(Rest.REPEATED, "send", Word.PROCESS, Word.TEXT);
    instruction(Rest.NONE, "exit", Word.PROCESS, Word.REASON);
    instruction(Rest.NONE, "stop", Word.REASON);
  }

  private static void step(Rest rest, String verb, Word... words) {
    STEPS.put(verb, new Form(List.of(words), rest));
  }

  private static void instruction(Rest rest, String verb, Word... words) {
    INSTRUCTIONS.put(verb, new Form(List.of(words), rest));
  }

  /**
   * Checks a step.
   *
   * @return what is wrong, or empty text
   */
  static String check(List<String> words) {
    return check(STEPS, "a step", words);
  }

  private static String check(Map<String, Form> forms, String what, List<String> words) {
    Form form = words.isEmpty() ? null : forms.get(words.getFirst());
    if (form == null) {
      return "expected %s (%s), found %s"
          .formatted(what, String.join(", ", forms.keySet()), found(words, 0));
    }
    String wrong = form.checkRest(words);
    return wrong.isEmpty() ? "" : words.getFirst() + ": " + wrong;
  }

  private String checkRest(List<String> found) {
    int least = words.size() - (rest == Rest.OPTIONAL ? 1 : 0);
    for (int i = 1; i <= Math.max(least, found.size() - 1); i++) {
      if (i > words.size() && rest == Rest.INSTRUCTION) {
        break;
      }
      if (i > words.size() && rest != Rest.REPEATED) {
        return "expected the end of the line, found " + found(found, i);
      }
      Word wanted = words.get(Math.min(i, words.size()) - 1);
      if (i >= found.size() || !wanted.matches(found.get(i))) {
        return "expected %s, found %s".formatted(wanted.meaning(), found(found, i));
      }
    }
    return rest == Rest.INSTRUCTION
        ? check(INSTRUCTIONS, "an instruction", found.subList(words.size() + 1, found.size()))
        : "";
  }

  private static String found(List<String> words, int at) {
    return at < words.size() ? "'" + words.get(at) + "'" : "the end of the line";
  }

  /** The words of a line. */
  static List<String> split(String line) {
    return Arrays.stream(line.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
