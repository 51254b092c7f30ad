package io.baton.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text in columns, as Markdown. */
final class Table {
  private final List<List<String>> lines = new ArrayList<>();

  Table(String... heads) {
    lines.add(List.of(heads));
  }

  void add(String... cells) {
    lines.add(List.of(cells));
  }

  @Override
  public String toString() {
    List<Integer> widths =
        IntStream.range(0, lines.getFirst().size()).mapToObj(this::width).toList();
    List<String> text = new ArrayList<>(lines.stream().map(line -> text(line, widths)).toList());
    text.add(1, text(widths.stream().map("-"::repeat).toList(), widths));
    return String.join("\n", text);
  }

  private int width(int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }

  private static String text(List<String> cells, List<Integer> widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(i -> cells.get(i) + " ".repeat(widths.get(i) - cells.get(i).length()))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
