package io.baton.launcher.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.launcher.attach.Request;
import io.baton.launcher.attach.Request.Action;
import io.baton.launcher.attach.Request.Screen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientRequestTest {
  private static final Map<String, String> TERMINAL =
      Map.of("TERM", "xterm-256color", "COLUMNS", "100", "LINES", "40");

  private static Map<String, String> with(String name, String value) {
    Map<String, String> variables = new HashMap<>(TERMINAL);
    variables.put(name, value);
    return variables;
  }

  @Test
  void aTerminalMakesAShellAndNoneReadsCommands() {
    assertThat(ClientRequest.of(Optional.empty(), TERMINAL))
        .isEqualTo(
            new Request(
                Action.SHELL, "", List.of(), new Screen("xterm-256color", "UTF-8", 100, 40)));
    assertThat(ClientRequest.of(Optional.empty(), Map.of("USER", "ann")).action())
        .isEqualTo(Action.INPUT);
    assertThat(ClientRequest.of(Optional.of("lb; ls"), TERMINAL))
        .extracting(Request::action, Request::text)
        .containsExactly(Action.COMMANDS, "lb; ls");
  }

  @Test
  void theLocaleOfTheClientSaysItsCharacters() {
    assertThat(ClientRequest.screen(with("LANG", "de_DE.ISO-8859-1")).charset())
        .isEqualTo("ISO-8859-1");
    assertThat(ClientRequest.screen(with("LC_ALL", "de_DE.ISO-8859-15@euro")).charset())
        .isEqualTo("ISO-8859-15");
    assertThat(ClientRequest.screen(with("LANG", "C")).charset()).isEqualTo("UTF-8");
    assertThat(ClientRequest.screen(with("LANG", "xx.nothing of this")).charset())
        .isEqualTo("UTF-8");
  }

  @Test
  void whatCannotBeATerminalIsReplaced() {
    assertThat(ClientRequest.screen(with("COLUMNS", "many")).columns()).isEqualTo(80);
    assertThat(ClientRequest.screen(with("LINES", "-1")).rows()).isEqualTo(24);
    assertThat(ClientRequest.screen(with("TERM", "../../etc")).type()).isEqualTo("dumb");
  }
}
