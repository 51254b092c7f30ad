package io.baton.bench.report;

import io.baton.bench.Cell;
import io.baton.bench.Chapter;
import io.baton.bench.Figures;
import io.baton.bench.Results;
import io.baton.bench.Row;
import io.baton.bench.report.Svg.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/**
 * How time grows with the number of processes: a chart for each work, both scales logarithmic, so
 * that what grows as the number does is a straight line.
 */
final class GrowthChart {
  private static final Pattern NAME = Pattern.compile("(.+), ([\\d,]+) processes");
  private static final int WIDTH = 520;
  private static final int HEIGHT = 340;
  private static final int LEFT = 70;
  private static final int RIGHT = 430;
  private static final int TOP = 40;
  private static final int BOTTOM = 290;

  private final String title;
  private final Map<String, List<Time>> lines = new LinkedHashMap<>();

  private record Time(double processes, double millis) {}

  private GrowthChart(String title) {
    this.title = title;
  }

  /** A chart for each work; none if the chapter is not about growth. */
  static List<GrowthChart> of(Chapter chapter, Results results) {
    Map<String, GrowthChart> charts = new LinkedHashMap<>();
    for (Row row : chapter.growth() ? chapter.rows() : List.<Row>of()) {
      Matcher name = NAME.matcher(row.name());
      if (name.matches()) {
        double processes = Double.parseDouble(name.group(2).replace(",", ""));
        GrowthChart chart = charts.computeIfAbsent(name.group(1), GrowthChart::new);
        row.cells().forEach(cell -> chart.add(cell, processes, results));
      }
    }
    return List.copyOf(charts.values());
  }

  String title() {
    return title;
  }

  String file() {
    return "performance-%s.svg".formatted(title.replaceAll("[^a-z]+", "-"));
  }

  private void add(Cell cell, double processes, Results results) {
    results
        .figures(cell)
        .map(Figures::median)
        .filter(median -> median > 0)
        .ifPresent(median ->
            lines
                .computeIfAbsent(cell.peer(), _ -> new ArrayList<>())
                .add(new Time(processes, median)));
  }

  String draw() {
    var svg = new Svg(WIDTH, HEIGHT);
    svg.text(LEFT, 20, "start", title + ": milliseconds by number of processes");
    for (double processes = 1e3; processes <= 1e6; processes *= 10) {
      svg.line(new Point(x(processes), TOP), new Point(x(processes), BOTTOM), Svg.FAINT);
      svg.text(x(processes), BOTTOM + 18, "middle", "%,.0f".formatted(processes));
    }
    for (double millis = lowest(); millis <= highest(); millis *= 10) {
      svg.line(new Point(LEFT, y(millis)), new Point(RIGHT, y(millis)), Svg.FAINT);
      svg.text(LEFT - 6, y(millis) + 4, "end", "%s".formatted(Numbers.text(millis)));
    }
    lines.forEach((peer, points) -> draw(svg, peer, points));
    return svg.toString();
  }

  private void draw(Svg svg, String peer, List<Time> points) {
    String colour = peer.equals(Cell.BATON) ? Svg.OURS : Svg.THEIRS;
    for (int i = 0; i < points.size(); i++) {
      Point to = place(points.get(i));
      svg.line(place(points.get(Math.max(0, i - 1))), to, colour);
      svg.dot(to, colour);
    }
    Point last = place(points.getLast());
    svg.text(last.x() + 8, last.y() + 4, "start", peer);
  }

  private Point place(Time time) {
    return new Point(x(time.processes()), y(time.millis()));
  }

  private static double x(double processes) {
    return LEFT + (RIGHT - LEFT) * (Math.log10(processes) - 3) / 3;
  }

  private double y(double millis) {
    double share = Math.log10(millis / lowest()) / Math.log10(highest() / lowest());
    return BOTTOM - (BOTTOM - TOP) * share;
  }

  private double lowest() {
    return Math.pow(10, Math.floor(Math.log10(all().min().orElse(1))));
  }

  /** Always above the lowest. */
  private double highest() {
    double highest = Math.pow(10, Math.ceil(Math.log10(all().max().orElse(1))));
    return Math.max(highest, lowest() * 10);
  }

  private DoubleStream all() {
    return lines.values().stream().flatMap(List::stream).mapToDouble(Time::millis);
  }
}
