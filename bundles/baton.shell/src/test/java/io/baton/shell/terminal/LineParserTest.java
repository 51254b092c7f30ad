package io.baton.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.felix.gogo.jline.ParsedLineImpl;
import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;

/** What becomes of a line that a person has typed. */
class LineParserTest {
  private final LineParser parser = new LineParser(new org.apache.felix.gogo.jline.Parser());

  private String run(String line) {
    var parsed = (ParsedLineImpl) parser.parse(line, line.length(), ParseContext.ACCEPT_LINE);
    return parsed.program().toString();
  }

  @Test
  void eachCommandIsRunByItself() {
    assertThat(run("a 1; b")).isEqualTo("baton:_answer {\na 1\n} {\nb\n}");
    assertThat(run("x = (a); b | c && d > f; e &"))
        .isEqualTo("baton:_answer {\nx = (a)\n} {\nb | c && d > f\n} {\ne &\n}");
    assertThat(run("a <f > g")).isEqualTo("baton:_answer {\na <f > g\n}");
  }

  @Test
  void pidMayBeTypedAsItIsPrinted() {
    assertThat(LineParser.withPids("proc:exit <2> kill")).isEqualTo("proc:exit '<2>' kill");
    assertThat(LineParser.withPids("proc:info <2>; x = (proc:info <3>)"))
        .isEqualTo("proc:info '<2>'; x = (proc:info '<3>')");
    assertThat(LineParser.withPids("echo '<2>' \"a <2> b\" # <2>"))
        .isEqualTo("echo '<2>' \"a <2> b\" # <2>");
    assertThat(LineParser.withPids("cat <2 > 3")).isEqualTo("cat <2 > 3");
  }

  @Test
  void lineThatIsNotCompleteGoesOn() {
    assertThatThrownBy(() -> run("each [1 2] {")).isInstanceOf(EOFError.class);
  }

  @Test
  void lineThatIsWrongSaysSo() {
    assertThat(run("echo )")).startsWith("baton:_wrong '");
  }

  @Test
  void emptyLineRunsNothing() {
    assertThat(run("")).isEmpty();
  }
}
