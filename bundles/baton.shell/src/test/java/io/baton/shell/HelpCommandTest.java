package io.baton.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.Code;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeMode;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.EnsureResult;
import io.baton.api.code.ExportedFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.junit.jupiter.api.Test;

/** What a person reads about commands, and of names that are none. */
class HelpCommandTest {
  private CodeMode mode = CodeMode.EMBEDDED;
  private final List<String> loaded = new ArrayList<>();
  private final CodeStatus codeStatus =
      Stub.of(
          CodeStatus.class,
          Map.of(
              "allLoaded", _ -> List.of(Fixture.V2),
              "modules", _ -> List.of("counter", "frequency"),
              "mode", _ -> mode,
              "isLoaded",
                  arguments ->
                      arguments.equals(List.of("frequency"))
                          ? Optional.of(Fixture.V2)
                          : Optional.empty(),
              "functions",
                  _ ->
                      List.of(
                          new ExportedFunction(
                              "allocate", "allocate() -> Reply", "ask for a frequency"))));
  private final CommandServices services =
      new CommandServices()
          .with(
              new CodeCommands(Stub.of(CodeLoader.class, Map.of()), codeStatus),
              "code",
              "load",
              "purge")
          .with(new ExpectCommand(), "script", "say")
          .with(new Object(), "gogo", "each")
          .with(
              new ModuleFunction(
                  Stub.of(Code.class, Map.of()),
                  codeStatus,
                  Fixture.sessions(),
                  new ModuleFunction.ModuleAndFunction("frequency", "allocate")),
              "frequency",
              "allocate");
  private final HelpCommand help = new HelpCommand(services.context(), codeStatus);
  private final UnknownCommand unknown =
      new UnknownCommand(
          services.context(),
          Stub.of(
              CodeLoader.class,
              Map.of(
                  "ensureLoaded",
                  arguments -> {
                    loaded.add((String) arguments.getFirst());
                    return new EnsureResult.Present(Fixture.V1);
                  })),
          codeStatus);

  private Object type(Object... words) throws Exception {
    Function function = (_, arguments) -> "called with " + arguments;
    CommandSession session =
        Stub.of(
            CommandSession.class,
            Map.of("get", name -> name.equals(List.of("counter:next")) ? function : "text"));
    return unknown._default(session, words);
  }

  @Test
  void commandsAreInGroupsALineEach() {
    assertThat(help.help().lines())
        .containsSubsequence(
            "framework: commands of the framework",
            "  each",
            "",
            "script: scripts that check what they show",
            "  script:say  print a line of text",
            "",
            "modules: functions of the modules that are loaded",
            "  frequency:allocate  ask for a frequency",
            "",
            "code: the code server",
            "  code:load   load the newest version of a module from the code path; never purges",
            "  code:purge  remove a module's old version, killing what lingers in it");
  }

  @Test
  void oneGroupCanBeAskedFor() {
    assertThat(help.help("script").lines()).hasSize(2);
    assertThat(help.help("frequency").lines()).hasSize(2);
    assertThat(help.help("modules")).isEqualTo(help.help("frequency"));
  }

  @Test
  void oneCommandIsDescribedWithItsArguments() {
    assertThat(help.help("code:purge").lines())
        .containsExactly(
            "code:purge MODULE [MODULE] [MODULE...]",
            "  remove a module's old version, killing what lingers in it",
            "  the same for several modules, with one look at all processes",
            "  MODULE  name of the module");
    assertThat(help.help("purge")).isEqualTo(help.help("code:purge"));
  }

  @Test
  void functionOfAModuleHasItsSignatureAndItsDescription() {
    assertThat(help.help("frequency:allocate").lines())
        .containsExactly("frequency:allocate() -> Reply", "  ask for a frequency");
  }

  @Test
  void nameThatIsNoCommandHasANearOne() {
    assertThatThrownBy(() -> help.help("code:laod"))
        .hasMessage("there is no command code:laod; did you mean code:load?");
    assertThatThrownBy(() -> type("code:laod", "frequency"))
        .hasMessage(
            "there is no command code:laod; did you mean code:load?%nusage: code:load [--checked] MODULE [VERSION]"
                .formatted());
    assertThatThrownBy(() -> type("frequency:alocate"))
        .hasMessageStartingWith(
            "there is no command frequency:alocate; did you mean frequency:allocate?");
  }

  @Test
  void nameThatIsFarFromAllIsOnlyUnknown() {
    assertThatThrownBy(() -> type("nonsense"))
        .hasMessage("there is no command nonsense; help shows those that there are");
  }

  @Test
  void functionOfAModuleThatIsNotLoadedIsCalledInInteractiveMode() throws Exception {
    mode = CodeMode.INTERACTIVE;

    assertThat(type("counter:next", 1)).isEqualTo("called with [1]");
    assertThat(loaded).containsExactly("counter");
    assertThatThrownBy(() -> type("counter:none"))
        .hasMessageStartingWith("there is no command counter:none");
  }

  @Test
  void functionOfAModuleThatIsNotLoadedSaysSo() {
    assertThatThrownBy(() -> type("counter:next"))
        .hasMessage(
            "there is no command counter:next, because the module counter is not loaded; load it"
                + " with code:load counter");
    assertThatThrownBy(() -> type("countr:next"))
        .hasMessage("there is no command countr:next; did you mean the module counter?");
  }
}
