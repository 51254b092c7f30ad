package io.baton.shell;

import static io.baton.shell.Fixture.V2;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.CheckOption;
import io.baton.api.code.CheckResult;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;

/** What {@code code:check} asks for. */
class CheckCommandTest {
  private final List<Object> asked = new ArrayList<>();
  private final CommandSession session =
      Stub.of(CommandSession.class, Map.of("currentDir", _ -> Path.of("/modules")));
  private final CodeCommands commands =
      new CodeCommands(
          Stub.of(CodeLoader.class, Map.of("check", this::answer)),
          Stub.of(CodeStatus.class, Map.of()));

  private Object answer(List<Object> arguments) {
    asked.add(arguments.getFirst());
    asked.addAll(List.of((CheckOption[]) arguments.getLast()));
    return new CheckResult.Checked(V2, List.of(), List.of());
  }

  @Test
  void withoutOptionsNoCodeRunsAndOnlyValuesThatAreThereCount() {
    assertThat(commands.check(session, false, false, "x.jar"))
        .isEqualTo("ok: frequency 2.0.0 can be loaded");

    assertThat(asked).containsExactly(Path.of("/modules/x.jar"));
  }

  @Test
  void eachOptionOfTheCommandIsOneOfTheCheck() {
    commands.check(session, true, false, "x.jar");
    commands.check(session, false, true, "x.jar");

    assertThat(asked)
        .containsExactly(
            Path.of("/modules/x.jar"),
            CheckOption.CONSTRUCT,
            Path.of("/modules/x.jar"),
            CheckOption.DECLARED);
  }
}
