package io.baton.code.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.CodeChange;
import io.baton.api.code.HandoverException;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.OldState;
import io.baton.api.code.PurgedCodeException;
import io.baton.api.process.Next;
import io.baton.api.process.ProcessRuntime;
import io.baton.code.Collected;
import io.baton.code.OneVersion;
import io.baton.spi.CapturedCall;
import io.baton.spi.Handover;
import io.baton.spi.Turn;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Promise 10: a loop whose state does not cross goes on in the version that it is in. */
class StayingTest {
  private final Stubborn handover = new Stubborn();
  private final Views views = new Views(handover);
  private final List<String> log = new ArrayList<>();

  interface Loops {
    Next loop(State state, List<String> log);

    Next other(State state, List<String> log);
  }

  interface Client {
    Next loop(State state, List<String> log);
  }

  record State(String text) {}

  /** Its number is that of the version, once that is purged. */
  record Implementation(String name, long purged) implements Loops {
    @Override
    public Next loop(State state, List<String> log) {
      if (purged != 0) {
        throw new PurgedCodeException("m was purged", purged);
      }
      log.add(name + " " + state.text());
      return ProcessRuntime.STOP;
    }

    @Override
    public Next other(State state, List<String> log) {
      log.add(name + " other " + state.text());
      return ProcessRuntime.STOP;
    }
  }

  /** Its states change, unless its name is bad. */
  record Changing(String name) implements Loops, CodeChange<State> {
    @Override
    public Next loop(State state, List<String> log) {
      log.add(name + " " + state.text());
      return ProcessRuntime.STOP;
    }

    @Override
    public Next other(State state, List<String> log) {
      throw new AssertionError("not called");
    }

    @Override
    public State codeChange(OldState<State> old, ModuleVersion from) {
      if (name.equals("bad")) {
        throw new IllegalStateException("no way");
      }
      return new State("from " + from.version() + " " + old.converted().text());
    }

    @Override
    public Object codeChangeBack(State state, ModuleVersion to) {
      return new State("back to " + to.version() + " " + state.text());
    }
  }

  /** Converts no state that is stuck. */
  private static final class Stubborn implements Handover {
    private final Mapping mapping = new Mapping();
    private int asked;

    @Override
    public Optional<Object> match(Object value, Class<?> type) {
      throw new AssertionError("calls convert");
    }

    @Override
    public Object convert(Object value, Into into) {
      asked++;
      if (value.toString().contains("stuck")) {
        throw new HandoverException(into.what() + " is stuck");
      }
      return mapping.convert(value, into);
    }

    @Override
    public <S> OldState<S> old(Object value, Into into) {
      return new Old<>(this, value, into);
    }
  }

  private record Old<S>(Handover handover, Object value, Handover.Into into)
      implements OldState<S> {
    @Override
    public String type() {
      return value.getClass().getName();
    }

    @Override
    public List<String> components() {
      return List.of();
    }

    @Override
    public <T> T get(String component, Class<T> type) {
      throw new AssertionError("not asked");
    }

    @Override
    public OldState<Object> get(String component) {
      throw new AssertionError("not asked");
    }

    @Override
    public <T> T as(Class<T> type) {
      throw new AssertionError("not asked");
    }

    @Override
    @SuppressWarnings("unchecked")
    public S converted() {
      return (S) handover.convert(value, into);
    }
  }

  private OneVersion switchTo(String version) {
    var loader = new OneVersion(version, StayingTest.class);
    switchTo(loader, loader.make(Implementation.class, version, 0L));
    return loader;
  }

  private void switchTo(OneVersion loader, Object instance) {
    views.of("m").switchTo(loader.target(instance, Loops.class));
  }

  private OneVersion switchToChanging(String version, String name) {
    var loader = new OneVersion(version, StayingTest.class);
    switchTo(loader, loader.make(Changing.class, name));
    return loader;
  }

  /** A call that a version makes through its own view. */
  private CapturedCall call(OneVersion version, String function, String text) throws Exception {
    Object view = views.qualified("m", version.type(Loops.class));
    var method =
        version.type(Loops.class).getMethod(function, version.type(State.class), List.class);
    method.setAccessible(true);
    return (CapturedCall) method.invoke(view, version.make(State.class, text), log);
  }

  private static String why(Turn turn) {
    return turn.whyIn(turn.code()).orElse("nothing");
  }

  @Test
  void callThatDoesNotCrossRunsInTheVersionThatMadeIt() throws Throwable {
    OneVersion first = switchTo("1.0.0");
    CapturedCall next = call(first, "loop", "stuck");
    switchTo("2.0.0");

    Turn turn = next.bind(null);
    turn.run();

    assertThat(log).containsExactly("1.0.0 stuck");
    assertThat(turn.code()).isSameAs(first);
    assertThat(turn.upToDate()).isTrue();
    assertThat(why(turn))
        .isEqualTo("its call does not cross to m 2.0.0: argument 1 of m:loop/2 is stuck");
    assertThat(turn.whyIn(getClass().getClassLoader())).isEmpty();
  }

  @Test
  void whatWasRefusedIsNotTriedAgainWhileTheSameVersionIsCurrent() throws Throwable {
    OneVersion first = switchTo("1.0.0");
    CapturedCall next = call(first, "loop", "stuck");
    switchTo("2.0.0");
    Turn turn = next.bind(null);
    int asked = handover.asked;

    for (int i = 0; i < 100; i++) {
      turn = next.bind(turn);
    }

    assertThat(handover.asked).isEqualTo(asked);
    assertThat(turn.code()).isSameAs(first);
  }

  @Test
  void anotherFunctionIsTriedOnItsOwn() throws Throwable {
    OneVersion first = switchTo("1.0.0");
    CapturedCall next = call(first, "loop", "stuck");
    OneVersion second = switchTo("2.0.0");
    Turn turn = next.bind(null);
    String why = why(turn);

    assertThat(call(first, "other", "free").bind(turn).code()).isSameAs(second);
    Turn both = call(first, "other", "stuck").bind(turn);
    int asked = handover.asked;

    assertThat(why(both)).isEqualTo(why);
    assertThat(next.bind(both).code()).isSameAs(first);
    assertThat(handover.asked).isEqualTo(asked);
  }

  @Test
  void aLaterVersionIsTriedAndTheProcessGoesThere() throws Throwable {
    OneVersion first = switchTo("1.0.0");
    CapturedCall stuck = call(first, "loop", "stuck");
    switchTo("2.0.0");
    Turn turn = stuck.bind(null);
    OneVersion third = switchTo("3.0.0");

    assertThat(turn.upToDate()).isFalse();
    Turn after = call(first, "loop", "free").bind(turn);

    assertThat(after.code()).isSameAs(third);
    assertThat(why(after)).isEqualTo("nothing");
  }

  @Test
  void aLocalCallInBetweenForgetsNothing() throws Throwable {
    OneVersion first = switchTo("1.0.0");
    CapturedCall stuck = call(first, "loop", "stuck");
    switchTo("2.0.0");
    Turn turn = stuck.bind(null);
    int asked = handover.asked;
    var local = new LocalCall(null, "x/0", new Object[0], first);

    Turn between = local.bind(turn);

    assertThat(why(between)).isEqualTo(why(turn));
    assertThat(between.upToDate()).isTrue();
    assertThat(stuck.bind(between).code()).isSameAs(first);
    assertThat(handover.asked).isEqualTo(asked);
  }

  @Test
  void ifTheVersionThatMadeTheCallIsPurgedTheProcessEndsWithTheReason() throws Throwable {
    var first = new OneVersion("1.0.0", StayingTest.class);
    switchTo(first, first.make(Implementation.class, "1.0.0", first.id().number()));
    CapturedCall stuck = call(first, "loop", "stuck");
    switchTo("2.0.0");

    Turn turn = stuck.bind(null);

    assertThatThrownBy(turn::run)
        .isInstanceOf(HandoverException.class)
        .hasMessageContaining("argument 1 of m:loop/2 is stuck");
  }

  @Test
  void aCallFromOutsideTheModuleCannotStay() {
    switchTo("1.0.0");
    CapturedCall stuck =
        (CapturedCall) views.qualified("m", Client.class).loop(new State("stuck"), log);

    assertThatThrownBy(() -> stuck.bind(null))
        .isInstanceOf(HandoverException.class)
        .hasMessage("argument 1 of m:loop/2 is stuck");
  }

  /** The turn before says which version makes a call through an interface that versions share. */
  @Test
  void aCallThroughASharedInterfaceIsOfTheVersionWhoseTurnItWas() throws Throwable {
    OneVersion first = switchTo("1.0.0");
    Turn before = call(first, "loop", "free").bind(null);
    CapturedCall stuck =
        (CapturedCall) views.qualified("m", Client.class).loop(new State("stuck"), log);
    switchTo("2.0.0");

    assertThat(stuck.bind(before).code()).isSameAs(first);
  }

  @Test
  void theTurnHoldsNothingOfTheVersionThatItDoesNotGoTo() throws Throwable {
    OneVersion first = switchTo("1.0.0");
    CapturedCall stuck = call(first, "loop", "stuck");
    var refused = new WeakReference<>(switchTo("2.0.0"));
    Turn turn = stuck.bind(null);
    switchTo("3.0.0");
    switchTo("4.0.0");

    assertThat(Collected.is(refused)).isTrue();
    assertThat(turn.code()).isSameAs(first);
  }

  @Test
  void theNewVersionChangesTheStateOfALoop() throws Throwable {
    OneVersion first = switchToChanging("1.0.0", "one");
    CapturedCall next = call(first, "loop", "state");
    switchToChanging("1.1.0", "two");

    next.bind(null).run();

    assertThat(log).containsExactly("two from 1.0.0 state");
  }

  @Test
  void theLaterVersionChangesTheStateOfALoopOnTheWayDown() throws Throwable {
    OneVersion second = switchToChanging("2.0.0", "two");
    CapturedCall next = call(second, "loop", "state");
    switchToChanging("1.9.0", "one");

    next.bind(null).run();

    assertThat(log).containsExactly("one back to 1.9.0 state");
  }

  @Test
  void aChangeThatFailsKeepsTheLoopInItsVersion() throws Throwable {
    OneVersion first = switchToChanging("1.0.0", "one");
    CapturedCall next = call(first, "loop", "state");
    switchToChanging("2.0.0", "bad");

    Turn turn = next.bind(null);

    assertThat(turn.code()).isSameAs(first);
    assertThat(why(turn)).contains("codeChange of m 2.0.0 threw").contains("no way");
  }

  @Test
  void aCallWithinAVersionIsNoChange() throws Throwable {
    OneVersion first = switchToChanging("1.0.0", "one");

    call(first, "loop", "state").bind(null).run();

    assertThat(log).containsExactly("one state");
  }

  @Test
  void theStateThatAClientPassesIsNotOfAnotherVersion() throws Throwable {
    switchToChanging("1.0.0", "one");

    var next = (CapturedCall) views.qualified("m", Client.class).loop(new State("state"), log);
    next.bind(null).run();

    assertThat(log).containsExactly("one state");
  }
}
