package io.baton.code.checking;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.HeldFunction;
import io.baton.code.OneVersion;
import io.baton.code.Stub;
import io.baton.code.calling.Mapping;
import io.baton.code.purging.Scene;
import io.baton.code.version.LoadedVersion;
import io.baton.spi.ProcessTable;
import io.baton.spi.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The functions of a version that processes keep. */
class HeldFunctionsTest {
  /** A number of a module that computes its value. */
  static final class Computed extends Number {
    private static final long serialVersionUID = 1;

    final transient Runnable function;

    Computed(Runnable function) {
      this.function = function;
    }

    @Override
    public int intValue() {
      throw new AssertionError("no method of it is called");
    }

    @Override
    public long longValue() {
      return intValue();
    }

    @Override
    public float floatValue() {
      return intValue();
    }

    @Override
    public double doubleValue() {
      return intValue();
    }
  }

  private final OneVersion loader = new OneVersion("1.0.0", HeldFunctionsTest.class);
  private final LoadedVersion version = new LoadedVersion(loader.callable(new Object()));
  private final Scene.Table processes = new Scene.Table();
  private final List<Object> searched = new ArrayList<>();
  private Optional<Shapes> shapes = Optional.of(shapes());

  private final HeldFunctions functions =
      new HeldFunctions(new CheckContext(processes, new Mapping(), () -> shapes, Optional::empty));

  private Shapes shapes() {
    return Stub.of(
        Shapes.class,
        Map.of(
            "functions",
            given -> {
              searched.add(given.getFirst());
              return List.of(
                  new Shapes.Held(given.get(1) + ".function", loader.type(Computed.class)));
            }));
  }

  private void keeps(ProcessTable.Kept... kept) {
    var process = Scene.Live.of(42, Thread.currentThread());
    processes.running.add(
        Stub.of(
            ProcessTable.Running.class,
            Map.of(
                "isAlive", _ -> true,
                "pid", _ -> process.pid(),
                "title", _ -> "counter",
                "kept", _ -> List.of(kept))));
  }

  @Test
  void numberOfAModuleIsSearchedForTheFunctionThatItHolds() {
    Object computed = loader.make(Computed.class, (Runnable) () -> {});
    keeps(new ProcessTable.Kept("state", computed));

    List<HeldFunction> found = functions.of(version);

    assertThat(searched).containsExactly(computed);
    assertThat(found)
        .containsExactly(
            new HeldFunction(
                version.id(),
                new Scene.Numbered(42),
                "counter",
                "state.function",
                Computed.class.getName()));
    assertThat(found).extracting(HeldFunction::holder).containsExactly("<42> (counter)");
  }

  @Test
  void valuesOfTheJdkAreNotSearched() {
    keeps(
        new ProcessTable.Kept("state", 42),
        new ProcessTable.Kept("message", "text"),
        new ProcessTable.Kept("dictionary.key", Thread.State.NEW));

    assertThat(functions.of(version)).isEmpty();

    assertThat(searched).isEmpty();
  }

  @Test
  void nothingIsFoundWithoutTheServiceThatSearches() {
    shapes = Optional.empty();
    keeps(new ProcessTable.Kept("state", new Object()));

    assertThat(functions.of(version)).isEmpty();
  }
}
