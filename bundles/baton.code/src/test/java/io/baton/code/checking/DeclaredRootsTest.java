package io.baton.code.checking;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.CodeChange;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.OldState;
import io.baton.api.code.ShapeChange;
import io.baton.api.process.Next;
import io.baton.api.process.Processes;
import io.baton.api.server.Call;
import io.baton.api.server.From;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.server.Server;
import io.baton.code.OneVersion;
import io.baton.code.Stub;
import io.baton.code.calling.Mapping;
import io.baton.code.purging.Scene;
import io.baton.code.version.LoadedVersion;
import io.baton.spi.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a check compares when no process keeps a value. */
class DeclaredRootsTest {
  /** The state of a loop. */
  record Pool(int free) {}

  /** The result of a function. */
  record Reply(String text) {}

  /** Part of an argument of a function. */
  record Item(String name) {}

  /** Received by the loop. */
  record Message(String text) {}

  /** Only used inside a function. */
  record Unused(int count, Kind kind) {}

  /** Names itself, as every enum does. */
  enum Kind {
    ONE
  }

  /** Exported. */
  interface Loop {
    Next loop(Pool pool);

    Reply add(List<Item> items);
  }

  /** The next version of it, without the loop. */
  interface NoLoop {
    Reply add(List<Item> items);
  }

  /** The module. */
  static class Looping implements Loop, NoLoop {
    @Override
    public Next loop(Pool pool) {
      Message message = Processes.receive(Message.class);
      return message.text().isEmpty() ? Processes.stop() : loop(pool);
    }

    @Override
    public Reply add(List<Item> items) {
      return new Reply(new Unused(items.size(), Kind.ONE).toString());
    }
  }

  /** Changes the state of its loop by itself. */
  static class Changing extends Looping implements CodeChange<Pool> {
    @Override
    public Pool codeChange(OldState<Pool> state, ModuleVersion from) {
      return new Pool(0);
    }
  }

  /** The argument of a server. */
  record Argument(int size) {}

  /** The state of a server. */
  record State(int size) {}

  /** The call of a server. */
  record Ask() implements Call<Integer> {}

  /** A server. */
  static class Serving implements Server<Argument, State, Ask> {
    @Override
    public Init<State> init(Argument argument) {
      throw new AssertionError("a check runs no code");
    }

    @Override
    public Handled<State> handleCall(Ask call, From from, State state) {
      throw new AssertionError("a check runs no code");
    }
  }

  private final OneVersion one = new OneVersion("1.0.0", DeclaredRootsTest.class);
  private final OneVersion two = new OneVersion("2.0.0", DeclaredRootsTest.class);
  private final List<Class<?>> compared = new ArrayList<>();
  private final Checks checks =
      new Checks(
          new CheckContext(
              new Scene.Table(), new Mapping(), () -> Optional.of(shapes()), Optional::empty));

  private Shapes shapes() {
    return Stub.of(
        Shapes.class,
        Map.of(
            "crossed",
            _ -> List.of(),
            "compare",
            given -> {
              compared.add((Class<?>) given.getFirst());
              return List.of();
            }));
  }

  private static Object object(OneVersion version, Class<?> type) throws Exception {
    var constructor = version.type(type).getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }

  private List<ShapeChange> compare(Class<?> module, Class<?> exported, Class<?> exportedNext)
      throws Exception {
    return checks.compare(
        new LoadedVersion(one.callable(object(one, module), exported)),
        two.callable(object(two, module), exportedNext),
        true);
  }

  /** By name: this class is part of the version, and must not name what it does not receive. */
  private List<String> compared() {
    return compared.stream().map(Class::getSimpleName).toList();
  }

  @Test
  void comparesParametersAndResultsOfFunctionsAndWhatTheCodeReceives() throws Exception {
    assertThat(compare(Looping.class, Loop.class, Loop.class)).isEmpty();

    assertThat(compared())
        .contains("Pool", "Reply", "Item", "Message")
        .doesNotContain("Unused", "Kind");
  }

  @Test
  void comparesTheTypeArgumentsOfABehaviour() throws Exception {
    assertThat(compare(Serving.class, Server.class, Server.class)).isEmpty();

    assertThat(compared()).contains("Argument", "State", "Ask");
  }

  @Test
  void loopThatTheNextVersionDoesNotExportIsRefused() throws Exception {
    assertThat(compare(Looping.class, Loop.class, NoLoop.class))
        .singleElement()
        .hasToString(
            "m:loop/1 does not cross: m 2.0.0 does not export it; processes that continue with it"
                + " end");
  }

  @Test
  void stateThatCodeChangeMakesIsNotCompared() throws Exception {
    assertThat(compare(Changing.class, Loop.class, Loop.class))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.kind()).isEqualTo(ShapeChange.Kind.DEPENDS);
          assertThat(found.detail()).isEqualTo("decided by codeChange");
        });
    assertThat(compared()).doesNotContain("Pool");
  }

  @Test
  void withoutTheOptionOnlyValuesThatAreThereAreCompared() throws Exception {
    checks.compare(
        new LoadedVersion(one.callable(object(one, Looping.class), Loop.class)),
        two.callable(object(two, Looping.class), Loop.class));

    assertThat(compared).isEmpty();
  }
}
