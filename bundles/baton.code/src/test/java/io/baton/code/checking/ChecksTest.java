package io.baton.code.checking;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.HandoverException;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ShapeChange;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.code.OneVersion;
import io.baton.code.Stub;
import io.baton.code.calling.Mapping;
import io.baton.code.calling.Target;
import io.baton.code.exports.Exports;
import io.baton.code.purging.Scene;
import io.baton.code.version.LoadedVersion;
import io.baton.spi.Handover;
import io.baton.spi.LiveStates;
import io.baton.spi.Shapes;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is said before a load of the values that are there. */
class ChecksTest {
  /** A state of a module. */
  record State(int count) {}

  private final OneVersion one = new OneVersion("1.0.0", ChecksTest.class);
  private final OneVersion two = new OneVersion("2.0.0", ChecksTest.class);
  private final LoadedVersion before = new LoadedVersion(one.callable(new Object()));
  private final LoadedVersion next = new LoadedVersion(two.callable(new Object()));
  private final Scene.Table processes = new Scene.Table();
  private final List<LiveStates.Live> live = new ArrayList<>();
  private final List<Class<?>> compared = new ArrayList<>();
  private final List<Class<?>> crossed = new ArrayList<>();
  private final Map<Class<?>, List<ShapeChange>> changes = new HashMap<>();
  private Optional<Shapes> shapes = Optional.of(shapes());

  private final Checks checks =
      new Checks(
          new CheckContext(
              processes,
              new Mapping(),
              () -> shapes,
              () ->
                  Optional.of(
                      Stub.of(LiveStates.class, Map.of("of", _ -> live, "kinds", _ -> live)))));

  private Shapes shapes() {
    return Stub.of(
        Shapes.class,
        Map.of(
            "crossed",
            _ -> crossed,
            "compare",
            given -> {
              Class<?> type = (Class<?>) given.getFirst();
              compared.add(type);
              return changes.getOrDefault(type, List.of());
            }));
  }

  private LiveStates.Live state(Function<Object, Handover.Into> into, boolean isDecidedByCode) {
    return live("", into, isDecidedByCode, () -> null);
  }

  private LiveStates.Live live(
      String name,
      Function<Object, Handover.Into> into,
      boolean isDecidedByCode,
      Supplier<Object> trial) {
    return Stub.of(
        LiveStates.Live.class,
        Map.of(
            "pid", _ -> new Scene.Numbered(42),
            "name", _ -> name.isEmpty() ? Optional.empty() : Optional.of(name),
            "type", _ -> one.type(State.class),
            "into", given -> into.apply(given.getFirst()),
            "isDecidedByCode", _ -> isDecidedByCode,
            "tryIn", _ -> trial.get()));
  }

  private Handover.Into into(Object version) {
    OneVersion loader = version == next.callable() ? two : one;
    return new Handover.Into(loader.type(State.class), loader, "state");
  }

  private LiveStates.Live refusing(RuntimeException cause) {
    return live(
        "counter",
        this::into,
        false,
        () -> {
          throw cause;
        });
  }

  private List<ShapeChange> compare() {
    return checks.compare(before, next.callable());
  }

  private static ShapeChange change(String path, ShapeChange.Kind kind) {
    return new ShapeChange("State", path, kind, "detail");
  }

  @Test
  void nothingIsComparedWithoutTheServiceForIt() {
    shapes = Optional.empty();
    live.add(state(this::into, false));

    assertThat(compare()).isEmpty();
  }

  @Test
  void statesOfOneClassAreComparedOnce() {
    live.add(state(this::into, false));
    live.add(state(this::into, false));
    changes.put(one.type(State.class), List.of(change("State.count", ShapeChange.Kind.CONVERTED)));

    assertThat(compare()).containsExactly(change("State.count", ShapeChange.Kind.CONVERTED));
    assertThat(compared).containsOnly(one.type(State.class));
  }

  @Test
  void stateThatCodeDecidesAboutIsNotCompared() {
    live.add(state(this::into, true));

    assertThat(compare())
        .singleElement()
        .satisfies(found -> {
          assertThat(found.kind()).isEqualTo(ShapeChange.Kind.DEPENDS);
          assertThat(found.detail()).isEqualTo("decided by codeChange");
        });
    assertThat(compared).isEmpty();
  }

  @Test
  void stateOfABehaviourThatTheNextVersionIsNotIsRefused() {
    live.add(
        state(
            _ -> {
              throw new UndefinedFunctionException("m:init/1 is undefined");
            },
            false));

    assertThat(compare())
        .singleElement()
        .satisfies(found -> {
          assertThat(found.kind()).isEqualTo(ShapeChange.Kind.REFUSED);
          assertThat(found.detail()).isEqualTo("m:init/1 is undefined");
        });
  }

  @Test
  void typeWhoseDeclarationsCannotBeReadIsNamedAndTheOthersAreCompared() {
    live.add(
        state(
            _ -> {
              throw new TypeNotPresentException("a.Missing", null);
            },
            false));
    crossed.add(one.type(State.class));

    assertThat(compare())
        .singleElement()
        .satisfies(found ->
            assertThat(found.detail()).startsWith("its declarations cannot be compared: "));
    assertThat(compared).containsExactly(one.type(State.class));
  }

  @Test
  void changeThatIsKnownOfAStateIsNotRepeatedForWhatHasCrossed() {
    live.add(state(this::into, false));
    crossed.add(one.type(State.class));
    changes.put(one.type(State.class), List.of(change("State.count", ShapeChange.Kind.CONVERTED)));

    assertThat(compare()).hasSize(1);
  }

  @Test
  void valueThatHasCrossedAndHasNoTypeInTheNextVersionIsRefused() {
    crossed.add(one.type(State.class));
    var without =
        new Target.Callable(
            two.id(), new Object(), ClassLoader.getPlatformClassLoader(), new Exports(List.of()));

    assertThat(checks.compare(before, without))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.kind()).isEqualTo(ShapeChange.Kind.REFUSED);
          assertThat(found.detail()).startsWith("m 2.0.0 has no such type");
        });
    assertThat(compared).isEmpty();
  }

  @Test
  void allStatesThatCrossRefuseNothing() {
    live.add(live("counter", this::into, false, () -> null));

    assertThat(checks.refused(before, next)).isEmpty();
  }

  @Test
  void statesThatDoNotCrossAreNamedWithTheirProcess() {
    live.add(refusing(new HandoverException("no way")));
    live.add(live("other", this::into, false, () -> null));

    assertThat(checks.refused(before, next))
        .hasValueSatisfying(refused -> {
          assertThat(refused).isInstanceOf(LoadResult.StateRefused.class);
          assertThat(refused.what()).isEqualTo("m 2.0.0");
          assertThat(refused.why()).isEqualTo("a state does not cross: <42> (counter): no way");
        });
  }

  @Test
  void stateThatIsChangedWhileItIsReadIsTriedAgain() {
    var attempts = new int[1];
    live.add(
        live(
            "counter",
            this::into,
            false,
            () -> {
              if (attempts[0]++ == 0) {
                throw new ConcurrentModificationException();
              }
              return null;
            }));

    assertThat(checks.refused(before, next)).isEmpty();
    assertThat(attempts[0]).isEqualTo(2);
  }

  @Test
  void ofManyRefusedStatesAHundredAreReportedAndAllCounted() {
    for (int i = 0; i < 150; i++) {
      live.add(refusing(new HandoverException("no way")));
    }

    var refused = (LoadResult.StateRefused) checks.refused(before, next).orElseThrow();

    assertThat(refused.states()).hasSize(100);
    assertThat(refused.count()).isEqualTo(150);
  }
}
