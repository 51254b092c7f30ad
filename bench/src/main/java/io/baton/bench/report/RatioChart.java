package io.baton.bench.report;

import io.baton.bench.Chapter;
import io.baton.bench.Results;
import io.baton.bench.Row;
import io.baton.bench.Target;
import io.baton.bench.report.Svg.Point;
import java.util.List;

/** How each row that has a target stands to its peer: a bar for each, on a logarithmic scale. */
final class RatioChart {
  static final String FILE = "performance-ratios.svg";

  private static final int NAMES = 470;
  private static final int SCALE = 260;
  private static final int LINE = 20;
  private static final int TOP = 50;

  /** Bars end here, whatever the ratio is. */
  private static final double FARTHEST = 10;

  private RatioChart() {}

  private record Bar(String name, double ratio, double most, String peer) {}

  static String of(List<Chapter> chapters, Results results) {
    List<Bar> bars =
        chapters.stream()
            .flatMap(chapter -> chapter.rows().stream())
            .flatMap(row -> bar(row, results).stream())
            .toList();
    int bottom = TOP + LINE * bars.size();
    var svg = new Svg(NAMES + 2 * SCALE, bottom + 10);
    svg.text(
        x(1),
        20,
        "middle",
        "Baton beside a peer: shorter is faster, | is the target, red is a miss");
    for (double mark : new double[] {0.1, 0.2, 0.5, 1, 2, 5, 10}) {
      svg.line(new Point(x(mark), TOP - 8), new Point(x(mark), bottom), Svg.FAINT);
      svg.text(x(mark), TOP - 12, "middle", Numbers.text(mark));
    }
    for (int i = 0; i < bars.size(); i++) {
      draw(svg, bars.get(i), TOP + LINE * i);
    }
    return svg.toString();
  }

  private static List<Bar> bar(Row row, Results results) {
    if (row.target() instanceof Target.Ratio(double most, String peer, _)) {
      double ratio = results.ratio(row, peer);
      return Double.isNaN(ratio) ? List.of() : List.of(new Bar(row.name(), ratio, most, peer));
    }
    return List.of();
  }

  private static void draw(Svg svg, Bar bar, int y) {
    double end = x(bar.ratio());
    svg.text(NAMES - 40, y + 10, "end", bar.name());
    var start = new Point(x(1 / FARTHEST), y);
    svg.bar(start, end - start.x(), bar.ratio() <= bar.most() ? Svg.OURS : Svg.THEIRS);
    double target = x(bar.most());
    svg.line(new Point(target, y - 2), new Point(target, y + 14), Svg.TARGET);
    svg.text(
        Math.max(end, target) + 4, y + 10, "start", "%.2f × %s".formatted(bar.ratio(), bar.peer()));
  }

  private static double x(double ratio) {
    double within = Math.clamp(ratio, 1 / FARTHEST, FARTHEST);
    return NAMES + SCALE * 0.75 * (1 + Math.log10(within));
  }
}
