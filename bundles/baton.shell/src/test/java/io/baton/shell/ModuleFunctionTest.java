package io.baton.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.Code;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.ExportedFunction;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.shell.command.CommandFailed;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** An exported function as a command of the shell. */
class ModuleFunctionTest {
  private final Fixture.Console console = new Fixture.Console();

  private record OfAVersion(int number) {}

  private Object execute(Function<List<Object>, Object> call, List<Object> arguments)
      throws Exception {
    Code code = Stub.of(Code.class, Map.of("call", call));
    return function(code, List.of()).execute(console.session(), arguments);
  }

  private static ModuleFunction function(Code code, List<ExportedFunction> exported) {
    return new ModuleFunction(
        code,
        Stub.of(CodeStatus.class, Map.of("functions", _ -> exported)),
        Fixture.sessions(),
        new ModuleFunction.ModuleAndFunction("frequency", "allocate"));
  }

  @Test
  void describesTheFunctionsOfItsNameThatAreCurrent() {
    var function =
        function(
            Stub.of(Code.class, Map.of()),
            List.of(
                new ExportedFunction("allocate", "allocate() -> Reply", ""),
                new ExportedFunction("allocate", "allocate(int) -> Reply", "ask for one"),
                new ExportedFunction("stop", "stop() -> Reply", "end the server")));

    assertThat(function.usages())
        .containsExactly("frequency:allocate() -> Reply", "frequency:allocate(int) -> Reply");
    assertThat(function.summary()).isEqualTo("ask for one");
  }

  private static RuntimeException thrown(RuntimeException e) {
    throw e;
  }

  @Test
  void callsTheFunctionByName() throws Exception {
    Object result = execute(arguments -> arguments, List.of("a", 1));

    assertThat(result).isEqualTo(List.of("frequency", "allocate", List.of("a", 1)));
  }

  @Test
  void withoutArgumentsThereAreNone() throws Exception {
    Object result = execute(arguments -> arguments.getLast(), null);

    assertThat(result).isEqualTo(List.of());
  }

  @Test
  void resultOfAVersionBecomesText() throws Exception {
    Object result = execute(_ -> new OfAVersion(7), List.of());

    assertThat(result).isEqualTo("OfAVersion(7)");
  }

  @Test
  void nothingStaysNothing() throws Exception {
    assertThat(execute(_ -> null, List.of())).isNull();
  }

  @Test
  void failureNamesTheFunction() {
    assertThatThrownBy(() -> execute(_ -> thrown(new IllegalStateException("no")), List.of()))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("frequency:allocate: IllegalStateException: no")
        .hasNoCause();
  }

  @Test
  void failureThatNamesTheFunctionAlreadyIsEnough() {
    var undefined = new UndefinedFunctionException("frequency:allocate/0: not exported");

    assertThatThrownBy(() -> execute(_ -> thrown(undefined), List.of()))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("frequency:allocate/0: not exported");
  }
}
