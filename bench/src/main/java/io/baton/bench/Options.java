package io.baton.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What is asked for on the command line.
 *
 * @param list only what would be measured
 * @param crowded whether something else is made to run on the machine
 * @param erlangs programs, each of which is one more Erlang
 * @param selection the rows
 */
record Options(boolean list, boolean crowded, List<String> erlangs, Selection selection) {
  private static final String ERLANG = "--erlang";

  /** Everything takes twice as long on a crowded machine. */
  private static final int CROWDED_ROUNDS = 3;

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if something is no option; the message says what
   */
  static Options of(List<String> arguments) {
    List<String> words = new ArrayList<>(arguments);
    List<String> erlangs = new ArrayList<>();
    while (words.contains(ERLANG)) {
      int at = words.indexOf(ERLANG);
      if (at == words.size() - 1) {
        throw new IllegalArgumentException(ERLANG + " needs a program; see --help");
      }
      words.remove(at);
      erlangs.add(words.remove(at));
    }
    boolean list = words.remove("--list");
    boolean crowded = words.remove("--crowded");
    return new Options(list, crowded, List.copyOf(erlangs), selection(words));
  }

  /** How often each row is measured. */
  int rounds() {
    int rounds = selection.size().rounds();
    return crowded ? Math.min(rounds, CROWDED_ROUNDS) : rounds;
  }

  /** What is measured. */
  List<Chapter> wanted(List<Chapter> all) {
    List<Chapter> wanted = selection.of(all);
    return crowded
        ? wanted.stream().map(Chapter::compared).filter(some -> !some.rows().isEmpty()).toList()
        : wanted;
  }

  private static Selection selection(List<String> words) {
    boolean all = words.remove("--all");
    boolean quick = words.remove("--quick");
    boolean smoke = words.remove("--smoke");
    for (String word : words) {
      if (word.startsWith("-")) {
        throw new IllegalArgumentException("no option is named " + word + "; see --help");
      }
    }
    return new Selection(smoke ? Size.SMOKE : quick ? Size.QUICK : Size.FULL, all, words);
  }
}
