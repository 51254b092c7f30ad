package io.baton.code.exports;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.CodeChange;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.OldState;
import io.baton.api.code.OnLoad;
import io.baton.api.code.OnOld;
import io.baton.api.process.Next;
import io.baton.api.server.Server;
import io.baton.api.supervisor.Supervisor;
import io.baton.spi.CapturedCall;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a version exports, as a person would write it. */
class ExportsTest {
  interface First {
    void nothing();

    int[] numbers(String... texts);

    Map<String, List<? extends Number>> generic(Set<int[]> sets, Map.Entry<String, Inner> entry);

    Next loop(Inner inner);

    default String inherited() {
      return "";
    }

    static void ignored() {}

    /** Nested, so that its name has a dollar in it. */
    record Inner() {}
  }

  interface Second {
    void nothing();

    <T extends Comparable<T>> T variable(T value);

    void overloaded(int a);

    void overloaded(long a);
  }

  interface Narrowing extends First {
    @Override
    CapturedCall loop(Inner inner);
  }

  @Test
  void functionsAreThoseOfAllInterfacesEachOnce() {
    var exports = new Exports(List.of(First.class, Second.class));

    assertThat(exports.describe())
        .containsExactly(
            "generic(Set<int[]>, Entry<String, Inner>) -> Map<String, List<? extends Number>>",
            "inherited() -> String",
            "loop(Inner) -> Next",
            "nothing() -> void",
            "numbers(String[]) -> int[]",
            "overloaded(int) -> void",
            "overloaded(long) -> void",
            "variable(T) -> T");
  }

  @Test
  void namesAreSortedAndEachThereOnce() {
    assertThat(new Exports(List.of(First.class, Second.class)).names())
        .containsExactly(
            "generic", "inherited", "loop", "nothing", "numbers", "overloaded", "variable");
  }

  @Test
  void functionWithANarrowerResultIsThereOnce() {
    assertThat(new Exports(List.of(Narrowing.class)).describe())
        .filteredOn(function -> function.startsWith("loop"))
        .containsExactly("loop(Inner) -> CapturedCall");
  }

  @Test
  void nothingIsExportedByNoInterface() {
    assertThat(new Exports(List.of()).describe()).isEmpty();
    assertThat(new Exports(List.of()).names()).isEmpty();
  }

  @Test
  void callbacksOfBatonAreNoFunctions() {
    List<Class<?>> callbacks = List.of(Server.class, Supervisor.class, OnLoad.class, OnOld.class);

    assertThat(new Exports(callbacks).describe()).isEmpty();
  }

  interface Changing extends CodeChange<String> {
    int own();

    @Override
    String codeChange(OldState<String> old, ModuleVersion from);
  }

  @Test
  void whatTheSystemAsksAVersionIsNotExported() {
    assertThat(new Exports(List.of(Changing.class)).names()).containsExactly("own");
  }
}
