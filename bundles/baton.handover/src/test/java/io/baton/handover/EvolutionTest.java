package io.baton.handover;

import static io.baton.handover.Versions.V1;
import static io.baton.handover.Versions.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.HandoverException;
import io.baton.api.code.OldState;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.spi.Handover;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Conversions of values whose types have changed. */
class EvolutionTest {
  private final StructuralHandover handover = new StructuralHandover();

  private Object convert(Object value) {
    return handover.convert(value, new Handover.Into(Object.class, V2, "state"));
  }

  private Object back(Object value) {
    return handover.convert(value, new Handover.Into(Object.class, V1, "state"));
  }

  private record Numbered(long number) implements Pid {}

  private record Policy(String policy) implements StructuralHandover.Config {
    @Override
    public Class<? extends Annotation> annotationType() {
      return StructuralHandover.Config.class;
    }
  }

  @Test
  void numbersAreWidenedAndComeBack() {
    Object small = V1.make("Small", (byte) 1, (short) -2, 3, 'd', 1.5f, 1L << 60);

    Object there = convert(small);

    assertThat(there).hasToString("Small[a=1, b=-2, c=3, d=100, e=1.5, f=1.152921504606847E18]");
    assertThat(back(there)).isEqualTo(small);
  }

  @Test
  void aValueThatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> convert(V1.make("Big", 1L << 40, 1.5, 3)))
        .isInstanceOf(HandoverException.class)
        .hasMessage(
            "state.a is 1099511627776, a value that does not fit into int; declare a wider type"
                + " there, or convert it in codeChange (v1 to v2)");
    assertThatThrownBy(() -> convert(V1.make("Big", 1L, 0.1, 3)))
        .hasMessageStartingWith("state.b is 0.1, a value that does not fit into float");
    assertThat(convert(V1.make("Big", 1L, 0.5, 3))).hasToString("Big[a=1, b=0.5, c=3]");
  }

  @Test
  void whatIsInContainersIsWidenedToo() {
    Object numbers =
        V1.make("Numbers", new ArrayList<>(List.of(1, 2)), new int[] {3}, Map.of("a", 4));

    Object there = convert(numbers);

    assertThat(there)
        .extracting("list", "array", "map")
        .containsExactly(List.of(1L, 2L), new long[] {3}, Map.of("a", 4L));
    assertThat(back(there))
        .extracting("list", "array", "map")
        .containsExactly(List.of(1, 2), new int[] {3}, Map.of("a", 4));
  }

  @Test
  void typeArgumentsOfRecordsAreKeptTo() {
    Object boxes = V1.make("Boxes", V1.make("Box", 1), V1.make("Box", V1.make("Point", 1, 2)));

    assertThat(convert(boxes))
        .hasToString("Boxes[one=Box[value=1], two=Box[value=Point[x=1, y=2]]]")
        .extracting("one.value")
        .isEqualTo(1L);
  }

  @Test
  void aForeignObjectIsRefusedInATypedCollection() {
    Object lists = V1.make("Lists", List.of("no point"), null, null);

    assertThatThrownBy(() -> convert(lists))
        .hasMessageStartingWith("state.list[0] is a java.lang.String, but m.Point is expected");
  }

  @Test
  void newComponentGetsWhatIsDeclared() {
    Object filled = convert(V1.make("Filled", 1));

    assertThat(filled)
        .extracting(
            "a",
            "number",
            "text",
            "flag",
            "letter",
            "color",
            "list",
            "maybe",
            "map",
            "array",
            "changing",
            "nothing",
            "made",
            "derived")
        .containsExactly(
            1,
            7,
            "text",
            true,
            'x',
            V2.constant("Color", "RED"),
            List.of(),
            Optional.empty(),
            Map.of(),
            new int[0],
            new ArrayList<>(),
            null,
            12L,
            2);
  }

  @Test
  void aBadDefaultIsAnErrorThatNamesRecordComponentAndWhatIsExpected() {
    assertThatThrownBy(() -> convert(V1.make("WrongText", 1)))
        .hasMessage(
            "state.b is declared in m.WrongText with @Default(\"many\"), which is no int; expected"
                + " such a number (v1 to v2)");
    assertThatThrownBy(() -> convert(V1.make("WrongMethod", 1)))
        .hasMessage(
            "state.b is declared in m.WrongMethod with @Default(by = \"none\"), but there is none;"
                + " expected a static method none() or none(OldState) of that record that returns"
                + " int (v1 to v2)");
  }

  @Test
  void aWrongDefaultIsFoundBeforeAnythingCrosses() {
    var handover = new StructuralHandover();

    assertThat(handover.wrongDefaults(V2.type("WrongText")))
        .singleElement()
        .asString()
        .startsWith("b is declared in m.WrongText with @Default(\"many\"), which is no int");
    assertThat(handover.wrongDefaults(V2.type("WrongMethod")))
        .singleElement()
        .asString()
        .contains("@Default(by = \"none\"), but there is none");
    assertThat(handover.wrongDefaults(V2.type("Grown"))).isEmpty();
    assertThat(handover.wrongDefaults(V2.type("Chain"))).isEmpty();
  }

  @Test
  void aComponentThatMayBeDroppedIsDropped() {
    assertThat(convert(V1.make("Loose", 1, 2, 3))).hasToString("Loose[c=3]");
  }

  @Test
  void aLenientPolicyDropsUnknownComponents() {
    var lenient = new StructuralHandover(new Policy("lenient"));
    Object shrunk = V1.make("Shrunk", 1, 2);
    var into = new Handover.Into(Object.class, V2, "state");

    assertThat(lenient.convert(shrunk, into)).hasToString("Shrunk[a=1]");
    assertThatThrownBy(() -> convert(shrunk)).isInstanceOf(HandoverException.class);
  }

  @Test
  void anUnknownPolicyIsStrict() {
    var handover = new StructuralHandover(new Policy("loose"));

    assertThatThrownBy(() ->
            handover.convert(V1.make("Shrunk", 1, 2), new Handover.Into(Object.class, V2, "state")))
        .hasMessageContaining("would be lost");
  }

  @Test
  void aRecordOfVeryManyComponentsCrosses() {
    Object[] numbers = new Object[253];
    Arrays.setAll(numbers, i -> i);
    Object wide = V1.make("Wide", numbers);

    assertThat(convert(wide)).hasToString(wide.toString());
  }

  @Test
  void theEndOfAProcessIsNeverSwallowed() {
    assertThatThrownBy(() -> convert(V1.make("ProcessExits", 1))).isInstanceOf(ProcessExit.class);
  }

  @Test
  void oldStateIsReadByTheNamesOfItsParts() {
    Object line = V1.make("Line", V1.make("Point", 1, 2), null);
    OldState<?> old = handover.old(line, new Handover.Into(V2.type("Line"), V2, "state"));

    assertThat(old.type()).isEqualTo("m.Line");
    assertThat(old.components()).containsExactly("from", "to");
    assertThat(old.get("from").get("x", long.class)).isEqualTo(1L);
    assertThat(old.get("from", (Class<?>) V2.type("Point"))).isEqualTo(V2.make("Point", 1, 2));
    assertThat(old.converted()).isEqualTo(V2.make("Line", V2.make("Point", 1, 2), null));
    assertThatThrownBy(() -> old.get("to"))
        .hasMessage("state.to is null; see whether it is before it is asked for (v1 to v2)");
    assertThatThrownBy(() -> old.get("middle", int.class))
        .hasMessage("state has no component middle; there are [from, to] (v1 to v2)");
  }

  @Test
  void oldStateBecomesARecordOfAnyNameThatIsAskedFor() {
    Object pair = V1.make("OldPair", 1, V1.make("OldItem", "x"));
    OldState<Object> old = handover.old(pair, new Handover.Into(Object.class, V2, "state"));

    assertThat((Object) old.as(V2.type("OldPairNow")))
        .hasToString("OldPairNow[left=1, item=OldItemNow[name=x]]");
    assertThatThrownBy(() -> convertTo(pair, V2.type("OldPairNow")))
        .hasMessageContaining("but m.OldPairNow is expected");
  }

  private Object convertTo(Object value, Class<?> type) {
    return handover.convert(value, new Handover.Into(type, V2, "state"));
  }

  @Test
  void aFunctionBehindASharedInterfaceCrossesAsItIs() throws ReflectiveOperationException {
    Object runnable = functionOf("runnable");

    Object there = convert(V1.make("Holder", null, runnable, null));

    assertThat(there).extracting("runnable").isSameAs(runnable);
    assertThatThrownBy(() -> convert(V1.make("Holder", functionOf("policy"), null, null)))
        .hasMessage(
            "state.policy is a function of m.Funs, whose code cannot implement the interface"
                + " m.Policy of the other version; name a function with Fun.of(module, function),"
                + " or declare an interface of the JDK (v1 to v2)");
  }

  private static Object functionOf(String name) throws ReflectiveOperationException {
    var method = V1.type("Funs").getDeclaredMethod(name);
    method.setAccessible(true);
    return method.invoke(null);
  }

  @Test
  void numberedPidIsPassedThrough() {
    Pid pid = new Numbered(5);

    assertThat(handover.convert(pid, new Handover.Into(Pid.class, V2, "state"))).isSameAs(pid);
  }
}
