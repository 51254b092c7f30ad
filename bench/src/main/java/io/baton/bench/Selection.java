package io.baton.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;

/**
 * Which rows are wanted. A number is a chapter, such as {@code 3}, or one of its rows, {@code 3.2};
 * anything else is a regular expression that is found in the chapter and name of a row, or in the
 * name of what measures it.
 *
 * @param size how much of each
 * @param all also the rows that are measured only if they are asked for
 * @param words any of these; everything if there are none
 */
record Selection(Size size, boolean all, List<String> words) {
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

  Selection {
    words = List.copyOf(words);
    for (String word : words) {
      try {
        Pattern.compile(word);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException("not a pattern: " + e.getMessage(), e);
      }
    }
  }

  /** A row with its number. */
  record Numbered(String number, Row row) {}

  static List<Numbered> numbered(List<Chapter> chapters, Chapter chapter) {
    int first = chapters.indexOf(chapter) + 1;
    return IntStream.range(0, chapter.rows().size())
        .mapToObj(i -> new Numbered(first + "." + (i + 1), chapter.rows().get(i)))
        .toList();
  }

  /** The chapters that have such rows, with these rows. */
  List<Chapter> of(List<Chapter> chapters) {
    List<Chapter> wanted = new ArrayList<>();
    for (Chapter chapter : chapters) {
      List<Row> rows =
          numbered(chapters, chapter).stream()
              .filter(row -> wants(chapter, row))
              .map(Numbered::row)
              .toList();
      if (!rows.isEmpty()) {
        wanted.add(chapter.with(rows));
      }
    }
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException("no row is named " + String.join(" or ", words));
    }
    return wanted;
  }

  /** A row that is named is wanted, whenever it would be measured otherwise. */
  private boolean wants(Chapter chapter, Numbered row) {
    if (words.isEmpty()) {
      return isDue(row.row());
    }
    return words.stream().anyMatch(word -> names(word, chapter, row));
  }

  private boolean isDue(Row row) {
    return switch (row.when()) {
      case ALWAYS -> true;
      case FULL -> all || size != Size.QUICK;
      case ASKED -> all;
    };
  }

  /** The number of a chapter does not name what is measured only if it is asked for. */
  private boolean names(String word, Chapter chapter, Numbered row) {
    if (NUMBER.matcher(word).matches()) {
      return row.number().equals(word) || (row.number().startsWith(word + ".") && isDue(row.row()));
    }
    return row.row().isNamed(chapter.title(), Pattern.compile(word))
        && (row.row().when() != Row.When.ASKED || all || row.row().name().contains(word));
  }
}
