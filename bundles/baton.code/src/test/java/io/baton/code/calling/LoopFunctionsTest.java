package io.baton.code.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Next;
import io.baton.api.process.ProcessRuntime;
import io.baton.code.OneVersion;
import io.baton.code.Stub;
import io.baton.spi.Turn;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Loops that many processes run, and the same in the next version. */
class LoopFunctionsTest {
  private static final MethodHandle NEVER_RUN =
      MethodHandles.throwException(Next.class, IllegalStateException.class)
          .asType(MethodType.methodType(Next.class, Object[].class));

  /** Exported. */
  interface Loop {
    Next loop(String name, Object state);
  }

  /** Exported by another version, without the loop. */
  interface NoLoop {
    Next other(String name);
  }

  /** The module. */
  private static final class Looping implements Loop, NoLoop {
    @Override
    public Next loop(String name, Object state) {
      return ProcessRuntime.STOP;
    }

    @Override
    public Next other(String name) {
      return ProcessRuntime.STOP;
    }
  }

  private final ModuleSwitch module = new Views(new Mapping()).of("m");
  private final OneVersion one = new OneVersion("1.0.0", LoopFunctionsTest.class);
  private final OneVersion two = new OneVersion("2.0.0", LoopFunctionsTest.class);
  private final Target current = one.target(new Looping(), Loop.class);

  private static LoopFunctions between(Target from, VersionCode to) {
    return new LoopFunctions(from.code(), to);
  }

  /** A turn of the version, as a process has that waits in it. */
  private Turn turn(Target target, @Nullable Object... arguments) throws Exception {
    var loop = Loop.class.getDeclaredMethod("loop", String.class, Object.class);
    return new QualifiedCall.Bound(module, target, new Looping(), NEVER_RUN, loop, arguments);
  }

  @Test
  void processesOfOneFunctionShareWhatWasFoundForTheFirst() throws Exception {
    LoopFunctions loops = between(current, two.callable(new Looping(), Loop.class));

    LoopArguments first = loops.arguments(turn(current, "a", 1)).orElseThrow();
    LoopArguments second = loops.arguments(turn(current, "b", 2)).orElseThrow();

    assertThat(first.function()).isEqualTo("m:loop/2").isSameAs(second.function());
    assertThat(first.arguments().getFirst().place())
        .isSameAs(second.arguments().getFirst().place());
    assertThat(first.arguments()).extracting(LoopArguments.Argument::value).containsExactly("a", 1);
    assertThat(second.arguments())
        .extracting(LoopArguments.Argument::value)
        .containsExactly("b", 2);
  }

  @Test
  void anArgumentThatIsNullGoesNowhereAndTheNextKeepsItsPlace() throws Exception {
    LoopFunctions loops = between(current, two.callable(new Looping(), Loop.class));

    LoopArguments found = loops.arguments(turn(current, null, 7)).orElseThrow();

    assertThat(found.arguments())
        .singleElement()
        .satisfies(argument -> {
          assertThat(argument.value()).isEqualTo(7);
          assertThat(argument.place().into().type()).isEqualTo(Object.class);
        });
  }

  @Test
  void aFunctionThatTheOtherVersionDoesNotExportHasNoArgumentsThere() throws Exception {
    LoopFunctions loops = between(current, two.callable(new Looping(), NoLoop.class));

    LoopArguments found = loops.arguments(turn(current, "a", 1)).orElseThrow();

    assertThat(found.isExported()).isFalse();
    assertThat(found.arguments()).isEmpty();
  }

  @Test
  void aTurnOfAnotherVersionOrOfNoneIsNoLoopOfThisOne() throws Exception {
    LoopFunctions loops = between(current, two.callable(new Looping(), Loop.class));
    Target other = two.target(new Looping(), Loop.class);

    assertThat(loops.arguments(turn(other, "a", 1))).isEmpty();
    assertThat(loops.arguments(Stub.of(Turn.class, Map.of()))).isEmpty();
  }
}
