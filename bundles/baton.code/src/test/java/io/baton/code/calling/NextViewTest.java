package io.baton.code.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.Next;
import io.baton.api.process.ProcessRuntime;
import io.baton.code.Collected;
import io.baton.code.OneVersion;
import io.baton.spi.CapturedCall;
import io.baton.spi.Turn;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A view's method that returns {@code Next} is captured, and bound to a version when it runs. */
class NextViewTest {
  private final Mapping handover = new Mapping();
  private final Views views = new Views(handover);

  interface Loops {
    Next loop(int turn, List<String> log);

    Next widened(long turn, List<String> log);

    Next state(State state, List<String> log);

    Next failing() throws IOException;
  }

  interface Client {
    Next loop(int turn, List<String> log);

    Next widened(int turn, List<String> log);

    Next state(State state, List<String> log);

    Next failing() throws IOException;

    Next missing();
  }

  record State(String text) {}

  record Implementation(String name) implements Loops {
    @Override
    public Next loop(int turn, List<String> log) {
      log.add(name + " " + turn);
      return ProcessRuntime.STOP;
    }

    @Override
    public Next widened(long turn, List<String> log) {
      log.add(name + " " + turn);
      return ProcessRuntime.STOP;
    }

    @Override
    public Next state(State state, List<String> log) {
      log.add(name + " " + state.text());
      return ProcessRuntime.STOP;
    }

    @Override
    public Next failing() throws IOException {
      throw new IOException("disk full");
    }
  }

  private final List<String> log = new ArrayList<>();

  private OneVersion switchTo(String version) {
    var loader = new OneVersion(version, NextViewTest.class);
    Object instance = loader.make(Implementation.class, version);
    views.of("m").switchTo(loader.target(instance, Loops.class));
    return loader;
  }

  private Client client() {
    return views.qualified("m", Client.class);
  }

  private static Turn bind(Next next) {
    return ((CapturedCall) next).bind();
  }

  @Test
  void callIsCapturedAndNotRun() {
    switchTo("1.0.0");

    Next next = client().loop(1, log);

    assertThat(next).isInstanceOf(CapturedCall.class);
    assertThat(log).isEmpty();
  }

  @Test
  void capturedCallRunsWhatIsCurrentWhenItIsBound() throws Throwable {
    switchTo("1.0.0");
    Next next = client().loop(1, log);

    switchTo("2.0.0");
    Next after = bind(next).run();

    assertThat(log).containsExactly("2.0.0 1");
    assertThat(after).isSameAs(ProcessRuntime.STOP);
  }

  @Test
  void turnKeepsItsDecisionAndSaysWhetherItHolds() throws Throwable {
    OneVersion first = switchTo("1.0.0");
    Turn turn = bind(client().loop(1, log));
    assertThat(turn.upToDate()).isTrue();
    assertThat(turn.code()).isSameAs(first);

    switchTo("2.0.0");

    assertThat(turn.upToDate()).isFalse();
    turn.run();
    assertThat(log).containsExactly("1.0.0 1");
  }

  @Test
  void callMayBeBoundManyTimes() throws Throwable {
    Next next = client().loop(1, log);
    for (int i = 1; i <= 3; i++) {
      switchTo(i + ".0.0");

      bind(next).run();
      bind(next).run();
    }

    assertThat(log)
        .containsExactly("1.0.0 1", "1.0.0 1", "2.0.0 1", "2.0.0 1", "3.0.0 1", "3.0.0 1");
  }

  @Test
  void argumentsAreHandedOverWhenTheCallIsBound() throws Throwable {
    switchTo("1.0.0");
    Next next = client().state(new State("busy"), log);
    assertThat(handover.asked).isEmpty();

    Turn turn = bind(next);

    assertThat(handover.asked).containsExactly("State to State", "ArrayList to List");
    turn.run();
    assertThat(log).containsExactly("1.0.0 busy");
  }

  @Test
  void numberIsWidened() throws Throwable {
    switchTo("1.0.0");

    bind(client().widened(5, log)).run();

    assertThat(log).containsExactly("1.0.0 5");
  }

  @Test
  void whatTheFunctionThrowsIsThrown() {
    switchTo("1.0.0");

    assertThatThrownBy(() -> bind(client().failing()).run())
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
  }

  @Test
  void undefinedFunctionIsAnErrorWhenItRuns() {
    switchTo("1.0.0");

    Turn turn = bind(client().missing());

    assertThatThrownBy(turn::run)
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessageStartingWith("m:missing() -> Next: m 1.0.0 does not export it");
  }

  @Test
  void withoutACurrentVersionTheCallDoesNotRun() {
    Turn turn = bind(client().loop(1, log));

    assertThat(turn.code()).isNull();
    assertThatThrownBy(turn::run)
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessageEndingWith("the module m is not loaded; load it first");
  }

  @Test
  void versionThatCapturedTheCallIsNotHeldByItsTurn() {
    switchTo("1.0.0");
    List<Turn> turns = new ArrayList<>();

    var capturing = new WeakReference<>(capturingVersion(turns));

    assertThat(Collected.is(capturing)).isTrue();
    assertThat(turns).hasSize(1);
  }

  /** A version that captures a call of the module and is gone then. */
  private ClassLoader capturingVersion(List<Turn> turns) {
    var loader = new OneVersion("0.9.0", NextViewTest.class);
    Object view = views.qualified("m", loader.type(Client.class));
    try {
      var method =
          loader.type(Client.class).getMethod("state", loader.type(State.class), List.class);
      method.setAccessible(true);
      Next next = (Next) method.invoke(view, loader.make(State.class, "busy"), log);
      turns.add(bind(next));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return loader;
  }
}
