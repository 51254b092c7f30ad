package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnfinishedTest {
  private final Unfinished lines = new Unfinished();

  @Test
  void aLineWithoutBracketsAndQuotesMayBeComplete() {
    lines.add("code:load frequency");

    assertThat(lines.mayBeComplete()).isTrue();
    assertThat(lines.text()).isEqualTo("code:load frequency");
  }

  @Test
  void aQuotedBracketIsNone() {
    lines.add("echo '{' \"(\" \\[");

    assertThat(lines.mayBeComplete()).isTrue();
  }

  @Test
  void aBracketInACommentIsNone() {
    lines.add("echo hello # {");

    assertThat(lines.mayBeComplete()).isTrue();
  }

  @Test
  void anOpenBraceIsParsedAsOftenAsTheTextDoublesAndWhenItIsClosed() {
    lines.add("f = {");
    boolean parsedAtOnce = lines.mayBeComplete();
    int parsed = 0;
    for (int i = 0; i < 10_000; i++) {
      lines.add("  echo line");
      parsed += lines.mayBeComplete() ? 1 : 0;
    }
    lines.add("}");

    assertThat(parsedAtOnce).isTrue();
    assertThat(parsed).isLessThan(20);
    assertThat(lines.mayBeComplete()).isTrue();
  }

  @Test
  void theNextCommandBeginsAnew() {
    lines.add("f = { '");
    lines.clear();

    lines.add("echo");

    assertThat(lines.mayBeComplete()).isTrue();
    assertThat(lines.text()).isEqualTo("echo");
  }
}
