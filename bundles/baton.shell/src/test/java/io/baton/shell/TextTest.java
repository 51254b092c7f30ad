package io.baton.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.HandoverException;
import io.baton.api.code.PurgedCodeException;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.ExitReason;
import io.baton.api.process.MonitorRef;
import io.baton.api.process.ProcessExit;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Text of values as a person would write them. */
class TextTest {
  private record Reply(String text, int code) {}

  private record Empty() {}

  private record Spoken(String text) {
    @Override
    public String toString() {
      return "says " + text;
    }
  }

  private enum Color {
    RED {
      @Override
      public String toString() {
        return "reddish";
      }
    }
  }

  @Test
  void nothingIsAWord() {
    assertThat(Text.of(null)).isEqualTo("nothing");
  }

  @Test
  void valuesOfTheJdkPrintThemselves() {
    assertThat(Text.of("text")).isEqualTo("text");
    assertThat(Text.of(5)).isEqualTo("5");
    assertThat(Text.of(true)).isEqualTo("true");
    assertThat(Text.of(Duration.ofSeconds(5))).isEqualTo("PT5S");
  }

  @Test
  void recordPrintsItsNameAndValues() {
    assertThat(Text.of(new Reply("ok", 5))).isEqualTo("Reply(ok, 5)");
    assertThat(Text.of(new Reply(null, 5))).isEqualTo("Reply(nothing, 5)");
  }

  @Test
  void recordWithoutComponentsPrintsItsName() {
    assertThat(Text.of(new Empty())).isEqualTo("Empty");
  }

  @Test
  void recordThatSaysItselfIsAskedForItsText() {
    assertThat(Text.of(new Spoken("hello"))).isEqualTo("says hello");
    assertThat(Text.of(new MonitorRef(7))).isEqualTo("#Ref<7>");
    assertThat(Text.of(ExitReason.SHUTDOWN)).isEqualTo("shutdown");
  }

  @Test
  void enumPrintsTheNameOfItsConstant() {
    assertThat(Text.of(Color.RED)).isEqualTo("RED");
  }

  @Test
  void optionalPrintsWhatItHoldsOrNone() {
    assertThat(Text.of(Optional.of(new Reply("ok", 5)))).isEqualTo("Reply(ok, 5)");
    assertThat(Text.of(Optional.empty())).isEqualTo("none");
  }

  @Test
  void collectionPrintsInBrackets() {
    assertThat(Text.of(Arrays.asList(new Reply("ok", 5), null, 1)))
        .isEqualTo("[Reply(ok, 5), nothing, 1]");
    assertThat(Text.of(List.of())).isEqualTo("[]");
  }

  @Test
  void mapPrintsInBraces() {
    Map<String, Object> map = new TreeMap<>(Map.of("a", new Empty(), "b", List.of(1)));

    assertThat(Text.of(map)).isEqualTo("{a=Empty, b=[1]}");
  }

  @Test
  void arraysPrintAsCollectionsDo() {
    assertThat(Text.of(new Object[] {"a", new Empty()})).isEqualTo("[a, Empty]");
    assertThat(Text.of(new int[] {1, 2})).isEqualTo("[1, 2]");
    assertThat(Text.of(new int[][] {{1}, {2}})).isEqualTo("[[1], [2]]");
  }

  @Test
  void pidPrintsAsPid() {
    assertThat(Text.of(new Fixture.Numbered(7))).isEqualTo("<7>");
  }

  @Test
  void failureThatIsMadeForAPersonIsItsMessage() {
    assertThat(
            List.of(
                    new IllegalArgumentException("expected int"),
                    new UndefinedFunctionException("no such function"),
                    new PurgedCodeException("it was purged", 7),
                    new HandoverException("State.a does not fit"),
                    new ProcessExit(ExitReason.KILLED))
                .stream()
                .map(Text::ofFailure))
        .containsExactly(
            "expected int",
            "no such function",
            "it was purged",
            "State.a does not fit",
            "process exit: killed");
  }

  @Test
  void anyOtherFailureIsItsTypeAndMessage() {
    assertThat(Text.ofFailure(new IOException("disk full"))).isEqualTo("IOException: disk full");
    assertThat(Text.ofFailure(new IOException())).isEqualTo("IOException");
  }
}
