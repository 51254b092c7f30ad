package io.baton.bench.report;

import io.baton.bench.Chapter;
import io.baton.bench.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What one run has found, in the forms in which it is read. */
public final class Report {
  private final List<Chapter> chapters;
  private final Results results;
  private final Machine machine;

  /** Of these rows. */
  public Report(List<Chapter> chapters, Results results, Machine machine) {
    this.chapters = chapters;
    this.results = results;
    this.machine = machine;
  }

  /** Writes the figures, and the charts of the chapters that have one. */
  public void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    new JsonFile(machine, results).write(chapters, folder.resolve("performance.json"));
    writeCharts(folder);
  }

  /**
   * Puts everything where readers look for it: figures, charts, and tables amid the text. A crowded
   * run has a place of its own, and leaves what a calm one has written.
   */
  public void publish(Path docs) throws IOException {
    new JsonFile(machine, results).publish(chapters, docs.resolve("performance.json"));
    Path page = docs.resolve("performance.md");
    var marked = new MarkedPage(Files.readString(page));
    if (machine.isCrowded()) {
      marked.replace("crowded", crowded());
    } else {
      writeCharts(Files.createDirectories(docs.resolve("images")));
      publishCalm(marked);
    }
    Files.writeString(page, marked.text());
  }

  private void publishCalm(MarkedPage marked) {
    marked.replace("machine", machine.toString());
    marked.replace("ratios", image("Each row beside the peer of its target", RatioChart.FILE));
    for (Chapter chapter : chapters) {
      marked.replace(chapter.id(), section(chapter));
    }
  }

  private String crowded() {
    return chapters.stream()
        .map(chapter -> new CrowdedTable(chapter, results))
        .filter(table -> !table.isEmpty())
        .map(CrowdedTable::toString)
        .collect(Collectors.joining("\n\n", machine + "\n\n", ""));
  }

  private String section(Chapter chapter) {
    return GrowthChart.of(chapter, results).stream()
        .map(chart -> image(chart.title(), chart.file()))
        .reduce(tables(chapter), (all, image) -> all + "\n\n" + image);
  }

  /** By the clock, and in processor time if there is any. */
  private String tables(Chapter chapter) {
    var byTheClock = new ChapterTable(chapter, results);
    Chapter processor = chapter.inProcessorTime(results);
    return processor.rows().isEmpty()
        ? byTheClock.toString()
        : byTheClock + "\n\n" + new ChapterTable(processor, results);
  }

  private static String image(String what, String file) {
    return "![%s](images/%s)".formatted(what, file);
  }

  private void writeCharts(Path images) throws IOException {
    Files.writeString(images.resolve(RatioChart.FILE), RatioChart.of(chapters, results));
    for (Chapter chapter : chapters) {
      for (GrowthChart chart : GrowthChart.of(chapter, results)) {
        Files.writeString(images.resolve(chart.file()), chart.draw());
      }
    }
  }

  @Override
  public String toString() {
    return chapters.stream()
        .map(chapter -> chapter.title() + "\n\n" + tables(chapter))
        .collect(Collectors.joining("\n\n", machine + "\n\n", ""));
  }
}
