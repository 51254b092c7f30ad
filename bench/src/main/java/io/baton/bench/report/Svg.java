package io.baton.bench.report;

/**
 * A drawing, written piece by piece. Colours suit light and dark pages; a page that shows it
 * decides the width.
 */
final class Svg {
  /** Baton's. */
  static final String OURS = "#2f7ed8";

  /** The peer's. */
  static final String THEIRS = "#c0504d";

  /** What is wanted. */
  static final String TARGET = "#222";

  /** Lines that help to read. */
  static final String FAINT = "#8888";

  /**
   * A place.
   *
   * @param x from the left
   * @param y from the top
   */
  record Point(double x, double y) {}

  private final StringBuilder text = new StringBuilder();

  Svg(int width, int height) {
    text.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="white"/>
        """
            .formatted(width, height));
  }

  void bar(Point from, double width, String colour) {
    add(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"12\" fill=\"%s\"/>"
            .formatted(from.x(), from.y(), width, colour));
  }

  void line(Point from, Point to, String colour) {
    add(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>"
            .formatted(from.x(), from.y(), to.x(), to.y(), colour));
  }

  void dot(Point at, String colour) {
    add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>".formatted(at.x(), at.y(), colour));
  }

  /** Where text begins, ends, or has its middle: {@code start}, {@code end}, {@code middle}. */
  void text(double x, double y, String anchor, String words) {
    String escaped = words.replace("&", "&amp;").replace("<", "&lt;");
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>"
            .formatted(x, y, anchor, escaped));
  }

  private void add(String element) {
    text.append(element).append('\n');
  }

  @Override
  public String toString() {
    return text + "</svg>\n";
  }
}
