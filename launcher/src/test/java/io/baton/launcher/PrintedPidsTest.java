package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintedPidsTest {

  @Test
  void pidIsOneWord() {
    assertThat(PrintedPids.quoted("proc:exit <2> kill")).isEqualTo("proc:exit '<2>' kill");
    assertThat(PrintedPids.quoted("each { proc:info <2> }; (proc:info <3>)"))
        .isEqualTo("each { proc:info '<2>' }; (proc:info '<3>')");
  }

  @Test
  void quotesCommentsAndFilesStay() {
    String program = "echo '<2>' \"it's <2>\" # <2>\ncat <2 >3";

    assertThat(PrintedPids.quoted(program)).isEqualTo(program);
  }
}
