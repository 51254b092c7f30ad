package io.baton.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Printing of texts that come from outside. */
class PrintableTest {
  @Test
  void plainTextIsTheSame() {
    String text = "größer als 3 – ok, 日本語 😀";

    assertThat(Printable.line(text)).isSameAs(text);
    assertThat(Printable.text(text)).isSameAs(text);
  }

  @Test
  void terminalReceivesNoControlCharacters() {
    assertThat(Printable.line("a\u001b[2Jb\u0007")).isEqualTo("a\\u001b[2Jb\\u0007");
    assertThat(Printable.text("a\u001b[2Jb\u009b")).isEqualTo("a\\u001b[2Jb\\u009b");
  }

  @Test
  void lineIsOneLine() {
    assertThat(Printable.line("a\r\nERROR: forged\u2028b\tc"))
        .isEqualTo("a\\r\\nERROR: forged\\u2028b\\tc");
  }

  @Test
  void textKeepsItsLinesAndNoCarriageReturn() {
    assertThat(Printable.text("a\n\tb\rc")).isEqualTo("a\n\tb\\rc");
  }

  @Test
  void directionStaysAsItIs() {
    assertThat(Printable.line("a\u202eb")).isEqualTo("a\\u202eb");
  }
}
