package io.baton.handover;

import static io.baton.handover.Versions.V1;
import static io.baton.handover.Versions.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.HandoverException;
import io.baton.spi.Handover;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Refusals name the value, its path, and both versions. */
class RefusalTest {
  private final StructuralHandover handover = new StructuralHandover();

  private void assertRefused(Object value, Class<?> type, String message) {
    assertThatThrownBy(() -> handover.convert(value, new Handover.Into(type, V2, "value")))
        .isInstanceOf(HandoverException.class)
        .hasMessage(message);
  }

  private void assertRefused(Object value, String message) {
    assertRefused(value, Object.class, message);
  }

  @Test
  void newComponentHasNoValue() {
    assertRefused(
        V1.make("Grown", 1),
        "value.b is new in m.Grown and has no value; declare one with @Default on the component, or"
            + " convert it in codeChange (v1 to v2)");
  }

  @Test
  void removedComponentWouldBeLost() {
    assertRefused(
        V1.make("Shrunk", 1, 2),
        "value.b would be lost: m.Shrunk has no such component there; allow it with @MayDrop on the"
            + " component or @MayDrop(\"b\") on the new record, set the policy of io.baton.handover"
            + " to lenient, or convert it in codeChange (v1 to v2)");
  }

  @Test
  void componentOfAnotherTypeDoesNotFit() {
    assertRefused(
        V1.make("Retyped", V1.make("Point", 1, 2)),
        "value.a is a m.Point, but m.Color is expected; convert it in codeChange (v1 to v2)");
  }

  @Test
  void missingValueDoesNotFitAPrimitive() {
    assertRefused(
        V1.make("Unboxed", (Object) null),
        "value.a is null, but int is expected; declare Integer there, or convert it in codeChange"
            + " (v1 to v2)");
  }

  @Test
  void constructorMayRefuse() {
    assertRefused(
        V1.make("Picky", -1),
        "value was refused by the constructor of m.Picky:"
            + " java.lang.IllegalArgumentException: a < 0; convert it in codeChange (v1 to v2)");
  }

  @Test
  void accessorMayFail() {
    assertRefused(
        V1.make("Unreadable", 1),
        "value.a cannot be read: java.lang.IllegalStateException: no; fix the accessor (v1 to"
            + " v2)");
  }

  @Test
  void recordDoesNotBecomeAClass() {
    assertRefused(
        V1.make("NoRecord", 1),
        "value is the record m.NoRecord, but the class of that name is no record there; convert it"
            + " in codeChange (v1 to v2)");
  }

  @Test
  void enumDoesNotBecomeAClass() {
    assertRefused(
        V1.constant("NoEnum", "ONE"),
        "value is the enum m.NoEnum, but the class of that name is no enum there; convert it in"
            + " codeChange (v1 to v2)");
  }

  @Test
  void removedConstantIsNamed() {
    assertRefused(
        V1.constant("Level", "GONE"),
        "value is m.Level.GONE, a constant that is not there any more; add it, or convert it in"
            + " codeChange (v1 to v2)");
  }

  @Test
  void removedClassIsNamed() {
    assertRefused(
        V1.make("OnlyHere", 1),
        "value is a m.OnlyHere, and the receiving version has no class of that name; keep the"
            + " class, or convert the value in codeChange (v1 to v2)");
  }

  @Test
  void objectOfAClassThatIsNoDataIsNoneOfTheOtherVersion() {
    Object plain = V1.make("Plain");

    assertRefused(
        plain,
        V2.type("Plain"),
        "value is an object of m.Plain, which is no record and no enum; make it a record, or"
            + " convert it in codeChange (v1 to v2)");
    assertRefused(
        V1.make("Any", plain),
        "value.value is an object of m.Plain, which is no record and no enum; make it a record, or"
            + " convert it in codeChange (v1 to v2)");
  }

  @Test
  void valueOfTheJdkDoesNotFitEverywhere() {
    assertRefused(
        "x",
        Integer.class,
        "value is a java.lang.String, but java.lang.Integer is expected; convert it in codeChange"
            + " (in v2)");
  }

  @Test
  void pathLeadsThroughComponentsElementsAndKeys() {
    Object gone = V1.constant("Level", "GONE");
    Object state =
        V1.make("Any", List.of("x", Map.of("k", Optional.of(V1.make("Any", Set.of(gone))))));

    assertThatThrownBy(() -> handover.convert(state, new Handover.Into(Object.class, V2, "value")))
        .hasMessageStartingWith("value.value[1][k].value[GONE] is m.Level.GONE, a ");
  }

  @Test
  void pathLeadsThroughArrays() {
    Object gone = V1.constant("Level", "GONE");

    assertThatThrownBy(() ->
            handover.convert(
                new Object[] {"x", gone}, new Handover.Into(Object.class, V2, "value")))
        .hasMessageStartingWith("value[1] is m.Level.GONE, a ");
  }

  @Test
  void setSortedByAComparatorIsRefused() {
    Set<Object> set = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
    set.add(V1.make("Point", 1, 2));

    assertRefused(
        set,
        "value is sorted by a function of io.baton.handover.RefusalTest, which is code of the"
            + " version that made it; use natural or reverse order, or a comparator that is an enum"
            + " constant, a record or a class without fields, or sort it again in codeChange (app"
            + " to v2)");
  }

  @Test
  void refusedValueIsUnchanged() {
    List<Object> list =
        new ArrayList<>(Arrays.asList(V1.make("Point", 1, 2), V1.make("OnlyHere", 1)));
    Object state = V1.make("Any", list);
    String before = state.toString();

    assertThatThrownBy(() -> handover.convert(state, new Handover.Into(Object.class, V2, "value")))
        .isInstanceOf(HandoverException.class);

    assertThat(state).hasToString(before);
  }
}
