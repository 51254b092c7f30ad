package io.baton.code.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names as an operator writes them. */
class NamesTest {
  @ParameterizedTest
  @CsvSource({
    "ledger, ledger, true",
    "ledger, ledgers, false",
    "*, anything, true",
    "http-*, http-7, true",
    "http-*, http, false",
    "*.ledger, eu.ledger, true",
    "*.ledger, eu.ledger.x, false",
    "a*c*e, abcde, true",
    "a*c*e, abde, false",
    "a.c, abc, false",
    "a.*, a.b, true",
    "a.*, abb, false",
    "**, x, true",
    "\\E*, \\Ea, true"
  })
  void starStandsForAnyCharacters(String pattern, String name, boolean isOne) {
    assertThat(new Names(List.of("other", pattern)).contains(name)).isEqualTo(isOne);
  }

  @Test
  void nothingIsNoName() {
    assertThat(Names.NONE.contains("a")).isFalse();
    assertThatThrownBy(() -> new Names(List.of(" "))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Names(List.of("a\n")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
