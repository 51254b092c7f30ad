package io.baton.code.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.PurgedCodeException;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.Next;
import io.baton.api.process.ProcessRuntime;
import io.baton.code.Collected;
import io.baton.code.OneVersion;
import io.baton.spi.CapturedCall;
import io.baton.spi.Turn;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A default method of a view runs itself while current does not export it. */
class DefaultMethodTest {
  private final Views views = new Views(new Mapping());
  private final List<String> log = new ArrayList<>();

  /** What lean versions export. */
  interface Lean {
    String name();

    Next loop(int turn, List<String> log);

    Object apply(Object value);
  }

  /** What full versions export. */
  interface Full extends Lean {
    String greeting(String whom);

    Next twice(int turn, List<String> log);

    int title();
  }

  record Implementation(String name) implements Full {
    @Override
    public String greeting(String whom) {
      return name + " greets " + whom;
    }

    @Override
    public Next loop(int turn, List<String> log) {
      log.add(name + " loop " + turn);
      return ProcessRuntime.STOP;
    }

    @Override
    public Next twice(int turn, List<String> log) {
      log.add(name + " twice " + turn);
      return ProcessRuntime.STOP;
    }

    @Override
    public Object apply(Object value) {
      return name + " of " + value;
    }

    @Override
    public int title() {
      return 1;
    }
  }

  /** Its default method is inherited by the client. */
  private interface Greeter {
    String name();

    default String greeting(String whom) {
      return hello() + whom + " from " + name();
    }

    private String hello() {
      return "hello ";
    }
  }

  private interface Client extends Greeter {
    Next loop(int turn, List<String> log);

    default Next twice(int turn, List<String> log) {
      log.add("default twice " + turn);
      return loop(2 * turn, log);
    }

    default String title() {
      return "no title";
    }

    default Object self() {
      return this;
    }

    default void purged(long version) {
      throw new PurgedCodeException("m was purged", version);
    }
  }

  private record Own(String name) implements Client {
    @Override
    public Next loop(int turn, List<String> log) {
      log.add(name + " loop " + turn);
      return ProcessRuntime.STOP;
    }

    @Override
    public String title() {
      return "own title";
    }
  }

  private OneVersion switchTo(String version, Class<?> exported) {
    var loader = new OneVersion(version, DefaultMethodTest.class);
    Object instance = loader.make(Implementation.class, version);
    views.of("m").switchTo(loader.target(instance, exported));
    return loader;
  }

  private Client client() {
    return views.qualified("m", Client.class);
  }

  private static Turn bind(Next next) {
    return ((CapturedCall) next).bind();
  }

  @Test
  void defaultMethodFollowsTheSwitches() {
    Client view = client();

    switchTo("1.0.0", Full.class);
    assertThat(view.greeting("Joe")).isEqualTo("1.0.0 greets Joe");
    switchTo("2.0.0", Lean.class);
    assertThat(view.greeting("Joe")).isEqualTo("hello Joe from 2.0.0");
    assertThat(view.greeting("Mike")).isEqualTo("hello Mike from 2.0.0");
    switchTo("3.0.0", Full.class);
    assertThat(view.greeting("Joe")).isEqualTo("3.0.0 greets Joe");
  }

  @Test
  void bodyRunsOnTheView() {
    switchTo("1.0.0", Lean.class);
    Client view = client();

    assertThat(view.self()).isSameAs(view);
  }

  @Test
  void moduleThatIsNotLoadedIsUndefined() {
    Client view = client();

    assertThatThrownBy(() -> view.greeting("Joe"))
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessageEndingWith("the module m is not loaded; load it first");
    switchTo("1.0.0", Lean.class);
    assertThat(view.greeting("Joe")).isEqualTo("hello Joe from 1.0.0");
  }

  @Test
  void functionWithAnotherResultIsAnErrorAndNotReplaced() {
    switchTo("1.0.0", Full.class);

    assertThatThrownBy(client()::title)
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessageStartingWith("m:title() -> String: m 1.0.0 does not export it");
    switchTo("2.0.0", Lean.class);
    assertThat(client().title()).isEqualTo("no title");
  }

  @Test
  void exceptionOfTheBodyPassesAndTheBodyRunsOnce() {
    OneVersion first = switchTo("1.0.0", Lean.class);
    Client view = client();

    assertThatThrownBy(() -> view.purged(first.id().number()))
        .isInstanceOf(PurgedCodeException.class)
        .hasMessage("m was purged");
  }

  @Test
  void defaultMethodThatReturnsNextIsCapturedAndDecidedWhenItIsBound() throws Throwable {
    switchTo("1.0.0", Full.class);
    Next next = client().twice(1, log);

    switchTo("2.0.0", Lean.class);
    Turn turn = bind(next);
    Next after = turn.run();
    bind(after).run();
    switchTo("3.0.0", Full.class);
    bind(next).run();

    assertThat(log).containsExactly("default twice 1", "2.0.0 loop 2", "3.0.0 twice 1");
    assertThat(turn.code()).isSameAs(Client.class.getClassLoader());
    assertThat(turn.upToDate()).isFalse();
  }

  @Test
  void turnOfADefaultMethodHoldsUntilTheNextSwitch() {
    switchTo("1.0.0", Lean.class);

    assertThat(bind(client().twice(1, log)).upToDate()).isTrue();
  }

  @Test
  void localViewCallsTheObject() throws Throwable {
    Client here = views.local(new Own("own"), Client.class);

    assertThat(here.title()).isEqualTo("own title");
    assertThat(here.greeting("Joe")).isEqualTo("hello Joe from own");
    Next next = here.twice(1, log);
    assertThat(log).isEmpty();
    bind(next).run();
    assertThat(log).containsExactly("default twice 1", "own loop 2");
  }

  @Test
  void interfaceOfTheJdkHasItsDefaultMethods() {
    switchTo("1.0.0", Lean.class);
    @SuppressWarnings("unchecked")
    Function<Object, Object> view = views.qualified("m", Function.class);

    assertThat(view.andThen(Object::toString).apply(1)).isEqualTo("1.0.0 of 1");
  }

  @Test
  void viewWithDefaultMethodsIsCollected() {
    switchTo("1.0.0", Lean.class);

    assertThat(Collected.is(used())).isTrue();
  }

  private WeakReference<?> used() {
    Client view = client();
    view.greeting("Joe");
    bind(view.twice(1, log));
    return new WeakReference<>(view);
  }
}
