package io.baton.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.bench.Results;
import io.baton.bench.rows.Catalogue;
import io.baton.bench.system.Erlang;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @TempDir private Path docs;

  private void publish() throws IOException {
    Files.copy(Path.of("..", "docs", "performance.md"), docs.resolve("performance.md"));
    publish("");
  }

  private void publish(String neighbours) throws IOException {
    Machine machine = Machine.here(List.of(Erlang.ON_PATH), neighbours);
    new Report(Catalogue.chapters(), new Results(), machine).publish(docs);
  }

  private JsonObject json() throws IOException {
    try (var in = Json.createReader(Files.newInputStream(docs.resolve("performance.json")))) {
      return in.readObject();
    }
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

    JsonObject json = json();
    assertThat(json.getInt("format")).isEqualTo(1);
    assertThat(json.getJsonArray("chapters")).hasSameSizeAs(Catalogue.chapters());
    JsonObject row =
        json.getJsonArray("chapters").getJsonObject(0).getJsonArray("rows").getJsonObject(0);
    assertThat(row.getJsonArray("figures").getJsonObject(0).getString("failure"))
        .isEqualTo("not measured");
    assertThat(row.containsKey("met")).isFalse();
  }

  @Test
  void crowdedRunHasAPlaceOfItsOwnBesideTheCalmOne() throws IOException {
    publish();
    String calm = Files.readString(docs.resolve("performance.md"));

    publish("a neighbour");

    String both = Files.readString(docs.resolve("performance.md"));
    assertThat(both).contains("Crowded: a neighbour.");
    assertThat(before(both, "<!-- bench:crowded -->"))
        .isEqualTo(before(calm, "<!-- bench:crowded -->"));
    assertThat(json().getJsonArray("chapters")).hasSameSizeAs(Catalogue.chapters());
    assertThat(json().getJsonObject("crowded").getJsonObject("machine").getString("neighbours"))
        .isEqualTo("a neighbour");
  }

  @Test
  void calmRunLeavesWhatACrowdedOneHasWritten() throws IOException {
    publish();
    publish("a neighbour");

    publish("");

    assertThat(Files.readString(docs.resolve("performance.md"))).contains("Crowded: a neighbour.");
    assertThat(json().containsKey("crowded")).isTrue();
  }

  private static String before(String page, String mark) {
    return page.substring(0, page.indexOf(mark));
  }
}
