package io.baton.launcher.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.launcher.attach.Request.Action;
import io.baton.launcher.attach.Request.Screen;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests as frames, and frames that are none. */
class RequestTest {
  private final Request request =
      new Request(
          Action.SCRIPT,
          "echo gr\u00fcn\n",
          List.of("s.gogo", "", "two words"),
          new Screen("xterm-256color", "UTF-8", 120, 40));

  @Test
  void aRequestIsReadAsItWasWritten() throws Exception {
    assertThat(Request.of(request.frame())).isEqualTo(request);
  }

  @Test
  void aTerminalThatCannotBeIsReplacedByOneThatCan() throws Exception {
    var strange = new Screen("$(reboot)", "no such", -1, 1_000_000);

    assertThat(Request.of(new Request(Action.SHELL, "", List.of(), strange).frame()).screen())
        .isEqualTo(Screen.NONE);
  }

  @Test
  void aRequestThatIsCutOffIsRefusedWhereverThatIs() {
    byte[] whole = request.frame().payload();
    int arguments = whole.length - "s.gogo".length() - "two words".length() - 3 * Integer.BYTES;
    for (int i = 0; i < arguments; i++) {
      byte[] part = Arrays.copyOf(whole, i);
      assertThatThrownBy(() -> Request.of(new Frame(Frame.Kind.REQUEST, part)))
          .isInstanceOf(IOException.class);
    }
  }
}
