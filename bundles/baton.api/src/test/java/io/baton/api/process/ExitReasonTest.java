package io.baton.api.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExitReasonTest {
  @Test
  void reasonPrintsItsName() {
    assertThat(ExitReason.of("timeout")).hasToString("timeout");
  }

  @Test
  void reasonsOfTheSameNameAreEqual() {
    assertThat(ExitReason.of("timeout")).isEqualTo(ExitReason.of("timeout"));
    assertThat(ExitReason.of("timeout")).isNotEqualTo(ExitReason.of("badarg"));
  }

  @Test
  void reasonOfTheNameOfAConstantIsThatConstant() {
    List<ExitReason> constants =
        List.of(
            ExitReason.NORMAL,
            ExitReason.KILL,
            ExitReason.KILLED,
            ExitReason.SHUTDOWN,
            ExitReason.NOPROC);

    List<ExitReason> named =
        List.of("normal", "kill", "killed", "shutdown", "noproc").stream()
            .map(ExitReason::of)
            .toList();

    assertThat(named).isEqualTo(constants);
  }

  @Test
  void blankNameIsRefused() {
    assertThatThrownBy(() -> ExitReason.of(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an exit reason must not be blank");
  }

  @Test
  void failurePrintsItsTypeAndMessage() {
    var failed = new ExitReason.Failed("java.io.IOException", "disk full", List.of());

    assertThat(failed).hasToString("java.io.IOException: disk full");
  }

  @Test
  void failureWithoutMessagePrintsItsType() {
    var failed = new ExitReason.Failed("java.io.IOException", "", List.of());

    assertThat(failed).hasToString("java.io.IOException");
  }

  @Test
  void failureKeepsItsTraceWhateverBecomesOfTheList() {
    List<String> trace = new ArrayList<>(List.of("a.B.c(B.java:1)"));
    var failed = new ExitReason.Failed("a.B", "", trace);

    trace.clear();

    assertThat(failed.trace()).containsExactly("a.B.c(B.java:1)");
  }

  @Test
  void exitCarriesItsReasonAndNoStackTrace() {
    var exit = new ProcessExit(ExitReason.SHUTDOWN);

    assertThat(exit.reason()).isEqualTo(ExitReason.SHUTDOWN);
    assertThat(exit).hasMessage("process exit: shutdown");
    assertThat(exit.getStackTrace()).isEmpty();
  }

  @Test
  void monitorPrintsAsErlangPrintsReferences() {
    assertThat(new MonitorRef(12)).hasToString("#Ref<12>");
  }

  @Test
  void aCallThatFailedSaysWhyAndWhichCall() {
    var failed = new ExitReason.CallFailed(ExitReason.NOPROC, "call(counter, Next[])");

    assertThat(failed).hasToString("{noproc, call(counter, Next[])}");
    assertThat(new CallFailedException(failed)).hasMessage("{noproc, call(counter, Next[])}");
  }
}
