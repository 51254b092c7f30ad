package io.baton.bench.report;

/**
 * A page of text written by hand, with places for what is measured: between {@code <!-- bench:calls
 * -->} and {@code <!-- /bench:calls -->}, each on a line of its own.
 */
final class MarkedPage {
  private String text;

  MarkedPage(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /**
   * Puts something in a place, instead of what is there.
   *
   * @throws IllegalArgumentException if there is no such place; nothing has changed
   */
  void replace(String place, String content) {
    String begin = "<!-- bench:" + place + " -->\n";
    String end = "<!-- /bench:" + place + " -->";
    int from = text.indexOf(begin);
    int to = text.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "expected %s and then %s in the page, found no such lines".formatted(begin.strip(), end));
    }
    text = text.substring(0, from + begin.length()) + "\n" + content + "\n\n" + text.substring(to);
  }
}
