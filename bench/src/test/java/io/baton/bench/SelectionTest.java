package io.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.baton.bench.rows.Catalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private final List<Chapter> all = Catalogue.chapters();

  private List<String> names(Size size, boolean details, String... words) {
    return new Selection(size, details, List.of(words))
        .of(all).stream().flatMap(chapter -> chapter.rows().stream()).map(Row::name).toList();
  }

  @Test
  void everyRowHasANameOfItsOwnInItsChapter() {
    for (Chapter chapter : all) {
      assertThat(chapter.rows().stream().map(Row::name)).doesNotHaveDuplicates();
    }
  }

  @Test
  void aNumberIsARowOrAChapter() {
    assertThat(names(Size.FULL, false, "3.1")).containsExactly("a round of a hot loop, arithmetic");
    assertThat(names(Size.FULL, false, "3")).hasSize(3);
  }

  @Test
  void aPatternIsFoundInTheNameOfARowOrOfItsSource() {
    assertThat(names(Size.FULL, false, "kills 10,000")).containsExactly("purge that kills 10,000");
    assertThat(names(Size.FULL, false, "restarts on"))
        .containsExactly("one of 10,000 killed children is there again");
  }

  @Test
  void aQuickRunIsPartOfAFullOneAndThatOfAll() {
    List<String> quick = names(Size.QUICK, false);
    List<String> full = names(Size.FULL, false);

    assertThat(full).containsAll(quick).hasSizeGreaterThan(quick.size());
    assertThat(names(Size.FULL, true)).containsAll(full).hasSizeGreaterThan(full.size());
  }

  @Test
  void whatNamesNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> names(Size.FULL, false, "no such row"))
        .withMessage("no row is named no such row");
    assertThatIllegalArgumentException().isThrownBy(() -> names(Size.FULL, false, "("));
  }
}
