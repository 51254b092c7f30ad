package io.baton.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.shell.command.CommandFailed;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectCommandTest {
  private final Fixture.Console console = new Fixture.Console();
  private final ExpectCommand command = new ExpectCommand();

  /** A closure as the shell hands it over. */
  private record Closure(Object result) implements Function {
    @Override
    public Object execute(CommandSession session, List<Object> arguments) throws Exception {
      if (result instanceof Exception e) {
        throw e;
      }
      return result;
    }

    @Override
    public String toString() {
      return "{ frequency:allocate }";
    }
  }

  private void expect(Object result, String expected) {
    command.expect(console.session(), new Closure(result), expected);
  }

  @ParameterizedTest
  @CsvSource({
    "ok, ok",
    "ok, *",
    "ok 10, ok *",
    "ok 10, * 10",
    "a.b (c) [d] \\E $x, a.b (c) [d] \\E $x",
    "a-b-c, a*b*c",
    "'', ''",
    "'', *"
  })
  void resultThatIsExpectedPasses(String found, String expected) {
    assertThatCode(() -> expect(found, expected)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"ok, o", "ok, no", "ok 10, ok", "aXb, a.b", "'', ?", "ok, ''"})
  void anyOtherResultIsAnError(String found, String expected) {
    assertThatThrownBy(() -> expect(found, expected))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("frequency:allocate: expected %s, found %s".formatted(expected, found));
  }

  @Test
  void starStandsForLinesToo() {
    assertThatCode(() -> expect("a\nb\nc", "a*c")).doesNotThrowAnyException();
  }

  @Test
  void resultIsComparedAsAPersonWouldWriteIt() {
    assertThatCode(() -> expect(List.of(1, 2), "[1, 2]")).doesNotThrowAnyException();
    assertThatCode(() -> expect(null, "nothing")).doesNotThrowAnyException();
  }

  @Test
  void errorMayBeExpected() {
    var failure = new IllegalStateException("not_purged: frequency");

    assertThatCode(() -> expect(failure, "error: not_purged*")).doesNotThrowAnyException();
    assertThatThrownBy(() -> expect(failure, "ok"))
        .hasMessage("frequency:allocate: expected ok, found error: not_purged: frequency");
  }

  @Test
  void commandAndResultArePrinted() {
    expect("one\ntwo", "*");

    assertThat(console.toString().lines())
        .containsExactly("  frequency:allocate", "      one", "      two");
  }

  @Test
  void sayPrintsALine() {
    command.say(console.session(), "hello");

    assertThat(console).hasToString("hello" + System.lineSeparator());
  }
}
