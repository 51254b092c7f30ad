package io.baton.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.CallFailedException;
import io.baton.api.process.ExitReason;
import io.baton.api.process.ProcessExit;
import org.junit.jupiter.api.Test;

class ThrownReasonTest {
  @Test
  void theReasonOfAnExitIsNotMadeIntoText() {
    var failed = new ExitReason.CallFailed(ExitReason.KILLED, "call(<1>, Next[])");

    assertThat(ThrownReason.of(new ProcessExit(ExitReason.SHUTDOWN)))
        .isEqualTo(ExitReason.SHUTDOWN);
    assertThat(ThrownReason.of(new CallFailedException(failed))).isEqualTo(failed);
    assertThat(ThrownReason.of(new IllegalStateException("no")))
        .hasToString("java.lang.IllegalStateException: no");
  }
}
