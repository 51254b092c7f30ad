package io.baton.code.fun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.Next;
import io.baton.api.process.ProcessRuntime;
import io.baton.code.OneVersion;
import io.baton.code.calling.Target;
import io.baton.spi.CapturedCall;
import io.baton.spi.Turn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Functions called by name, with arguments that may be text. */
class ApplyTest {
  interface Service {
    String greet(String name, int times);

    void note(List<Integer> numbers);

    String missing(String value);

    String either(int number);

    String either(List<String> texts);

    String fail() throws IOException;

    Next countDown(int from);
  }

  record Implementation(List<Object> log) implements Service {
    @Override
    public String greet(String name, int times) {
      return name.repeat(times);
    }

    @Override
    public void note(List<Integer> numbers) {
      log.addAll(numbers);
    }

    @Override
    public String missing(String value) {
      return "found " + value;
    }

    @Override
    public String either(int number) {
      return "number " + number;
    }

    @Override
    public String either(List<String> texts) {
      return "texts " + texts;
    }

    @Override
    public String fail() throws IOException {
      throw new IOException("disk full");
    }

    @Override
    public Next countDown(int from) {
      log.add(from);
      return from == 0 ? ProcessRuntime.STOP : new Again(() -> countDown(from - 1));
    }
  }

  /** A captured call. */
  record Again(Supplier<Next> body) implements CapturedCall, Turn {
    @Override
    public Turn bind() {
      return this;
    }

    @Override
    public Next run() {
      return body.get();
    }

    @Override
    public boolean upToDate() {
      return true;
    }

    @Override
    public ClassLoader code() {
      return null;
    }
  }

  private final List<Object> log = new ArrayList<>();

  private Target target() {
    var loader = new OneVersion("1.0.0", ApplyTest.class);
    return loader.target(loader.make(Implementation.class, log), Service.class);
  }

  private Object call(String function, Object... arguments) throws Throwable {
    return Apply.call(target(), function, Arrays.asList(arguments));
  }

  @Test
  void functionIsCalledWithTextThatIsConverted() throws Throwable {
    assertThat(call("greet", "ha", "3")).isEqualTo("hahaha");
    assertThat(call("greet", "ha", 2)).isEqualTo("haha");
  }

  @Test
  void functionWithoutResultReturnsNothing() throws Throwable {
    assertThat(call("note", List.of("1", 2))).isNull();
    assertThat(log).containsExactly(1, 2);
  }

  @Test
  void nothingIsAnArgumentToo() throws Throwable {
    assertThat(call("missing", (Object) null)).isEqualTo("found null");
  }

  @Test
  void overloadThatTakesTheArgumentIsCalled() throws Throwable {
    assertThat(call("either", "5")).isEqualTo("number 5");
    assertThat(call("either", List.of("a", "b"))).isEqualTo("texts [a, b]");
  }

  @Test
  void loopIsRunToItsEnd() throws Throwable {
    assertThat(call("countDown", 3)).isNull();
    assertThat(log).containsExactly(3, 2, 1, 0);
  }

  @Test
  void longLoopKeepsItsStack() throws Throwable {
    assertThat(call("countDown", 100_000)).isNull();
    assertThat(log).hasSize(100_001);
  }

  @Test
  void whatTheFunctionThrowsIsThrown() {
    assertThatThrownBy(() -> call("fail"))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full")
        .hasNoCause();
  }

  @Test
  void unknownFunctionIsUndefinedAndTheMessageListsWhatThereIs() {
    assertThatThrownBy(() -> call("unknown", 1, 2))
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessage(
            "m:unknown/2: m 1.0.0 does not export it; it exports countDown(int) -> Next,"
                + " either(List<String>) -> String, either(int) -> String, fail() -> String,"
                + " greet(String, int) -> String, missing(String) -> String,"
                + " note(List<Integer>) -> void");
  }

  @Test
  void functionWithAnotherNumberOfParametersIsUndefined() {
    assertThatThrownBy(() -> call("greet", "ha"))
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessageStartingWith("m:greet/1: ");
  }

  @Test
  void withoutACurrentVersionEverythingIsUndefined() {
    assertThatThrownBy(() -> Apply.call(new Target("m", null), "greet", List.of()))
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessage("m:greet/0: the module m is not loaded; load it first");
  }

  @Test
  void argumentThatCannotBeConvertedIsRefusedAndNothingIsCalled() {
    assertThatThrownBy(() -> call("greet", "ha", "many"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("greet(String, int) -> String: argument 2: expected int, found many");
    assertThatThrownBy(() -> call("note", List.of("1", "x")))
        .hasMessage("note(List<Integer>) -> void: argument 1: expected Integer, found x");
    assertThat(log).isEmpty();
  }

  @Test
  void illegalArgumentOfTheFunctionItselfIsNotTakenForARefusal() {
    assertThatThrownBy(() -> call("greet", "ha", "-1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("count is negative: -1");
  }
}
