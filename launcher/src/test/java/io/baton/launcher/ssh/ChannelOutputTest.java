package io.baton.launcher.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.launcher.attach.Frame;
import io.baton.launcher.attach.Frame.Kind;
import io.baton.launcher.ssh.ChannelOutput.Terminal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelOutputTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private int status = -1;

  private ChannelOutput output(Terminal terminal) {
    return new ChannelOutput(out, err, (value, _, _) -> status = value, terminal);
  }

  @ParameterizedTest
  @CsvSource({"NONE, 'a|', 'b|'", "BARE, 'a<|', 'b<|'", "DRIVEN, 'w<|a|', 'b<|'"})
  void onlyATerminalWithoutAShellNeedsMoreThanEndsOfLines(
      Terminal terminal, String shown, String told) throws Exception {
    var output = output(terminal);

    output.show(Frame.of(Kind.WELCOME, "w"));
    output.show(Frame.of(Kind.OUT, "a\n"));
    output.show(Frame.of(Kind.ERR, "b\n"));

    assertThat(text(out)).isEqualTo(shown);
    assertThat(text(err)).isEqualTo(told);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replace('\r', '<').replace('\n', '|');
  }

  @Test
  void theStatusEndsTheChannel() throws Exception {
    output(Terminal.NONE).show(Frame.of(Kind.EXIT, "7"));

    assertThat(status).isEqualTo(7);
  }
}
