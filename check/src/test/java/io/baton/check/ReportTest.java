package io.baton.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.check.Finding.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final Report report = new Report();

  @Test
  void lineOfAFindingIsFoundByItsSeverity() {
    report.section("up");
    report.add(
        List.of(new Finding(Severity.ERROR, "a/M.java:3", "State.x does not cross", "keep it")));
    report.section("down");
    report.add(List.of());

    assertThat(report.isRefused()).isTrue();
    assertThat(report.lines())
        .containsExactly(
            "up",
            "  error: a/M.java:3: State.x does not cross",
            "      keep it",
            "down",
            "  ok",
            "the upgrade would be refused: errors 1, warnings 0");
  }

  @Test
  void warningsAndNotesRefuseNothing() {
    report.add(
        List.of(
            new Finding(Severity.ERROR, "", "a", "").atMostWarning(),
            new Finding(Severity.NOTE, "", "b", "")));

    assertThat(report.isRefused()).isFalse();
    assertThat(report.lines())
        .containsExactly(
            "  warning: a", "  note: b", "the upgrade is possible: errors 0, warnings 1");
  }
}
