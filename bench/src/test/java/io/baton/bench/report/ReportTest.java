package io.baton.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.bench.Results;
import io.baton.bench.rows.Catalogue;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @TempDir private Path docs;

  private void publish() throws IOException {
    Files.copy(Path.of("..", "docs", "performance.md"), docs.resolve("performance.md"));
    new Report(Catalogue.chapters(), new Results()).publish(docs);
  }

  @Test
  void everyChartThatThePageShowsIsThere() throws IOException {
    publish();

    String page = Files.readString(docs.resolve("performance.md"));
    assertThat(page).contains("](images/performance-ratios.svg)");
    page.lines()
        .filter(line -> line.startsWith("!["))
        .map(line -> line.replaceAll(".*\\((.+)\\)", "$1"))
        .forEach(file -> assertThat(docs.resolve(file)).exists());
  }

  @Test
  void theFileForProgramsHasEveryRowAndSaysWhatIsMissing() throws IOException {
    publish();

    JsonObject json;
    try (var in = Json.createReader(Files.newInputStream(docs.resolve("performance.json")))) {
      json = in.readObject();
    }
    assertThat(json.getInt("format")).isEqualTo(1);
    assertThat(json.getJsonArray("chapters")).hasSameSizeAs(Catalogue.chapters());
    JsonObject row =
        json.getJsonArray("chapters").getJsonObject(0).getJsonArray("rows").getJsonObject(0);
    assertThat(row.getJsonArray("figures").getJsonObject(0).getString("failure"))
        .isEqualTo("not measured");
    assertThat(row.containsKey("met")).isFalse();
  }
}
