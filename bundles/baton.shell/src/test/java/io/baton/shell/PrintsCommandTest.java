package io.baton.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.shell.command.CommandFailed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Supplier;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PrintsCommandTest {
  private final Fixture.Console console = new Fixture.Console();
  private final SubmissionPublisher<String> output =
      new SubmissionPublisher<>(Runnable::run, Flow.defaultBufferSize());

  /** A closure as the shell hands it over. */
  private record Closure(Supplier<@Nullable Object> body) implements Function {
    @Override
    public @Nullable Object execute(CommandSession session, List<Object> arguments) {
      return body.get();
    }

    @Override
    public String toString() {
      return "{ server:ask }";
    }
  }

  private void prints(List<String> lines, String expected) throws Exception {
    Supplier<@Nullable Object> body =
        () -> {
          lines.forEach(output::submit);
          return null;
        };
    new PrintsCommand(output, Duration.ofMillis(1))
        .prints(console.session(), new Closure(body), expected);
  }

  @Test
  void linesInARowPassAndOthersMayComeBefore() {
    assertThatCode(() -> prints(List.of("x", "0 of 7", "1 of 8"), "0 of *\n1 of *"))
        .doesNotThrowAnyException();
  }

  @Test
  void linesWithAnotherBetweenThemFailAndTheFailureShowsAll() {
    assertThatThrownBy(() -> prints(List.of("0", "x", "1"), "0\n1"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("server:ask: expected the printed lines%n0%n1%nfound%n0%nx%n1".formatted());
  }

  @Test
  void starStandsForTextOfOneLine() {
    assertThatThrownBy(() -> prints(List.of("a", "b c"), "a*c")).isInstanceOf(CommandFailed.class);
  }

  @Test
  void whatWasPrintedBeforeDoesNotCount() {
    output.submit("early");

    assertThatThrownBy(() -> prints(List.of(), "early")).isInstanceOf(CommandFailed.class);
  }

  @Test
  void linesThatComeAfterTheCommandAreAwaited() throws Exception {
    Supplier<@Nullable Object> body =
        () -> {
          Thread _ = Thread.startVirtualThread(() -> output.submit("late"));
          return "<4>";
        };

    new PrintsCommand(output).prints(console.session(), new Closure(body), "late");

    assertThat(console.toString().lines()).containsExactly("  server:ask", "      <4>");
  }

  @Test
  void nobodyListensWhenItHasEnded() throws Exception {
    prints(List.of("a"), "a");

    assertThat(output.hasSubscribers()).isFalse();
  }
}
