package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.launcher.Statements.Statement;
import org.apache.felix.gogo.runtime.EOFError;
import org.junit.jupiter.api.Test;

class StatementsTest {

  @Test
  void semicolonsAndLinesSeparate() {
    assertThat(Statements.split("a 1; b\nc"))
        .containsExactly(new Statement(1, "a 1"), new Statement(1, "b"), new Statement(2, "c"));
  }

  @Test
  void closuresAreKeptWhole() {
    assertThat(Statements.split("each [1 2] {\n  echo $it; echo x\n}\nb"))
        .containsExactly(
            new Statement(1, "each [1 2] {\n  echo $it; echo x\n}"), new Statement(4, "b"));
  }

  @Test
  void linesOfCommentsAreCounted() {
    assertThat(Statements.split("# one\n\n# three\na\n")).containsExactly(new Statement(4, "a"));
  }

  @Test
  void pipesAndConditionsStayTogether() {
    assertThat(Statements.split("a | b && c || d; e & f"))
        .extracting(Statement::text)
        .containsExactly("a | b && c || d", "e &", "f");
  }

  @Test
  void filesOfACommandBelongToIt() {
    assertThat(Statements.split("a > f; b <g && c >>h\nd 2> i &"))
        .extracting(Statement::text)
        .containsExactly("a > f", "b <g && c >>h", "d 2> i &");
  }

  @Test
  void nothingIsNoStatement() {
    assertThat(Statements.split("  \n# only a comment\n")).isEmpty();
  }

  @Test
  void anUnfinishedClosureIsToldFromAnError() {
    assertThatThrownBy(() -> Statements.split("each [1] {\n echo")).isInstanceOf(EOFError.class);
  }

  @Test
  void bracketsThatAreNestedTooDeeplyAreNamed() {
    String program = "(".repeat(50_000) + ")".repeat(50_000);

    assertThatThrownBy(() -> Statements.split(program))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("it has brackets within brackets, too deep to be read");
  }

  @Test
  void aLongProgramIsSplitInTimeThatGrowsWithItsLength() {
    String program = "echo 'a line of some length, as programs have them'\n".repeat(20_000);

    assertThat(Statements.split(program)).hasSize(20_000).last().matches(it -> it.line() == 20_000);
  }
}
