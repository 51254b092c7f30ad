package io.baton.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.Code;
import io.baton.api.code.UndefinedFunctionException;
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
    return new ModuleFunction(code, Fixture.sessions(), "frequency", "allocate")
        .execute(console.session(), arguments);
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
