package io.baton.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.baton.bench.rows.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MarkedPageTest {
  @Test
  void whatIsBetweenTheMarksIsReplacedAndAllElseStays() {
    var page = new MarkedPage("before\n<!-- bench:a -->\nold\n<!-- /bench:a -->\nafter\n");

    page.replace("a", "new");
    page.replace("a", "newest");

    assertThat(page.text())
        .isEqualTo("before\n<!-- bench:a -->\n\nnewest\n\n<!-- /bench:a -->\nafter\n");
  }

  @Test
  void aPlaceThatIsNotThereIsRefused() {
    var page = new MarkedPage("before\n<!-- bench:a -->\n");

    assertThatIllegalArgumentException().isThrownBy(() -> page.replace("a", "new"));
    assertThat(page.text()).isEqualTo("before\n<!-- bench:a -->\n");
  }

  @Test
  void thePageOfTheDocumentationHasAPlaceForEachChapter() throws IOException {
    var page = new MarkedPage(Files.readString(Path.of("..", "docs", "performance.md")));

    page.replace("machine", "");
    page.replace("ratios", "");
    page.replace("crowded", "");
    Catalogue.chapters().forEach(chapter -> page.replace(chapter.id(), ""));

    assertThat(page.text()).doesNotContain("| Baton");
  }
}
