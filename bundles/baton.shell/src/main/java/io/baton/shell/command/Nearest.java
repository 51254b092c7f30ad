package io.baton.shell.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The word that was probably meant: the one with the fewest differences. */
public final class Nearest {
  private static final int LETTERS_PER_MISTAKE = 4;

  private Nearest() {}

  /** Returns the nearest word; empty if none is near. */
  public static Optional<String> of(String word, Collection<String> known) {
    String lower = word.toLowerCase(Locale.ROOT);
    int allowed = 1 + lower.length() / LETTERS_PER_MISTAKE;
    return known.stream()
        .filter(other -> Math.abs(other.length() - lower.length()) <= allowed)
        .filter(other -> distance(lower, other.toLowerCase(Locale.ROOT)) <= allowed)
        .min(
            Comparator.<String>comparingInt(
                    other -> distance(lower, other.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Returns the end of a sentence that asks whether the nearest word was meant; may be empty. */
  public static String hint(String word, Collection<String> known) {
    return of(word, known).map("; did you mean %s?"::formatted).orElse("");
  }

  /**
   * Returns how many letters must be changed, added, left out or exchanged with their neighbour
   * (optimal string alignment).
   */
  static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= to.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      for (int j = 1; j <= to.length(); j++) {
        int changed = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int oneMore = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        cost[i][j] = Math.min(cost[i - 1][j - 1] + changed, oneMore);
        if (isExchanged(from, i, to, j)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[from.length()][to.length()];
  }

  /** Returns whether the two letters before the positions are the same in the other order. */
  private static boolean isExchanged(String from, int i, String to, int j) {
    return i > 1
        && j > 1
        && from.charAt(i - 1) == to.charAt(j - 2)
        && from.charAt(i - 2) == to.charAt(j - 1);
  }
}
