package io.baton.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.CodeStatus;
import io.baton.api.code.ObjectCode;
import io.baton.shell.command.CommandFailed;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of modules in the shell. */
class ObjectCodeCommandsTest {
  /** SHA-256 of the three letters abc, the example of its standard. */
  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  private static ObjectCodeCommands answering(String method, Optional<ObjectCode> code) {
    return new ObjectCodeCommands(Stub.of(CodeStatus.class, Map.of(method, _ -> code)));
  }

  private static Optional<ObjectCode> code() {
    return Optional.of(new ObjectCode("m", "1.0.0", "/m.jar", "abc".getBytes(UTF_8)));
  }

  @Test
  void codeIsShownByItsSizeAndDigest() {
    String text = "m 1.0.0, 3 bytes, SHA-256 %s, of /m.jar".formatted(OF_ABC);

    assertThat(answering("objectCode", code()).get_object_code("m")).isEqualTo(text);
    assertThat(answering("runningCode", code()).running_code("m")).isEqualTo(text);
  }

  @Test
  void moduleThatIsNotOnThePathIsErlangsError() {
    assertThat(answering("objectCode", Optional.empty()).get_object_code("m")).isEqualTo("error");
  }

  @Test
  void runningCodeIsWrittenToAFileThatIsNotThere() {
    var session = Stub.of(CommandSession.class, Map.of("currentDir", _ -> folder));
    ObjectCodeCommands commands = answering("runningCode", code());

    assertThat(commands.running_code(session, "m", "copy.jar"))
        .isEqualTo("ok: %s was written", folder.resolve("copy.jar"));
    assertThat(folder.resolve("copy.jar")).hasContent("abc");
    assertThatThrownBy(() -> commands.running_code(session, "m", "copy.jar"))
        .isInstanceOf(CommandFailed.class)
        .hasMessageStartingWith("copy.jar cannot be written: ");
  }

  @Test
  void moduleThatIsNotLoadedHasNoRunningCode() {
    assertThatThrownBy(() -> answering("runningCode", Optional.empty()).running_code("m"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("the module m is not loaded");
  }
}
