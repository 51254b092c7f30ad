package io.baton.handover;

import static io.baton.handover.Versions.V1;
import static io.baton.handover.Versions.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.HandoverException;
import io.baton.api.spi.Handover;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What does not cross, and what the author is told: what it is, where it is, and both versions. */
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
        "Grown.b is new in m.Grown of v2 and has no value in m.Grown of v1; keep the component out"
            + " of what crosses versions");
  }

  @Test
  void removedComponentWouldBeLost() {
    assertRefused(
        V1.make("Shrunk", 1, 2), "Shrunk.b exists in m.Shrunk of v1 only and would be lost");
  }

  @Test
  void componentOfAnotherTypeDoesNotFit() {
    assertRefused(
        V1.make("Retyped", V1.make("Point", 1, 2)),
        "Retyped.a is a m.Point of v1, but m.Color of v2 is expected; nothing was converted");
  }

  @Test
  void widerPrimitiveIsAnotherType() {
    assertRefused(
        V1.make("Widened", 1),
        "Widened.a is a java.lang.Integer, but long is expected; nothing was converted");
  }

  @Test
  void missingValueDoesNotFitAPrimitive() {
    assertRefused(V1.make("Unboxed", (Object) null), "Unboxed.a is null, but int is expected");
  }

  @Test
  void constructorMayRefuse() {
    assertRefused(
        V1.make("Picky", -1),
        "Picky was refused by the constructor of m.Picky of v2:"
            + " java.lang.IllegalArgumentException: a < 0");
  }

  @Test
  void accessorMayFail() {
    assertRefused(
        V1.make("Unreadable", 1),
        "Unreadable.a cannot be read: java.lang.IllegalStateException: no");
  }

  @Test
  void recordDoesNotBecomeAClass() {
    assertRefused(
        V1.make("NoRecord", 1),
        "NoRecord is the record m.NoRecord of v1, but m.NoRecord of v2 is no record");
  }

  @Test
  void enumDoesNotBecomeAClass() {
    assertRefused(
        V1.constant("NoEnum", "ONE"),
        "NoEnum is the enum m.NoEnum of v1, but m.NoEnum of v2 is no enum");
  }

  @Test
  void constantThatIsNotThereAnyMoreIsNamed() {
    assertRefused(
        V1.constant("Level", "GONE"),
        "Level is Level.GONE, which m.Level of v2 does not have; add the constant, or end its use"
            + " before the switch");
  }

  @Test
  void classThatIsNotThereAnyMoreIsNamed() {
    assertRefused(
        V1.make("OnlyHere", 1),
        "OnlyHere is a m.OnlyHere of v1, and the receiving version has no class of that name");
  }

  @Test
  void objectOfAClassThatIsNoDataIsNoneOfTheOtherVersion() {
    Object plain = V1.make("Plain");

    assertRefused(
        plain,
        V2.type("Plain"),
        "Plain is a m.Plain of v1, but m.Plain of v2 is expected; nothing was converted");
    assertRefused(
        V1.make("Any", plain),
        "Any.value is a m.Plain of v1, which is no record or enum, so it cannot become a m.Plain"
            + " of v2");
  }

  @Test
  void valueOfTheJdkDoesNotFitEverywhere() {
    assertRefused(
        "x",
        Integer.class,
        "String is a java.lang.String, but java.lang.Integer is expected; nothing was converted");
  }

  @Test
  void pathLeadsThroughComponentsElementsAndKeys() {
    Object gone = V1.constant("Level", "GONE");
    Object state =
        V1.make("Any", List.of("x", Map.of("k", Optional.of(V1.make("Any", Set.of(gone))))));

    assertThatThrownBy(() -> handover.convert(state, new Handover.Into(Object.class, V2, "value")))
        .hasMessageStartingWith("Any.value[1][k].value[GONE] is Level.GONE, which ");
  }

  @Test
  void pathLeadsThroughArrays() {
    Object gone = V1.constant("Level", "GONE");

    assertThatThrownBy(() ->
            handover.convert(
                new Object[] {"x", gone}, new Handover.Into(Object.class, V2, "value")))
        .hasMessageStartingWith("Object[][1] is Level.GONE, which ");
  }

  @Test
  void componentDeclaredAsAClassOfCollectionsCannotBeCopied() {
    @SuppressWarnings({"unchecked", "rawtypes"})
    Map<Object, Object> map = new EnumMap(V1.type("Color"));
    map.put(V1.constant("Color", "RED"), 1);

    assertRefused(
        map,
        EnumMap.class,
        "EnumMap is declared as a java.util.EnumMap, of which no copy can be made; declare an"
            + " interface such as List");
  }

  @Test
  void listThatContainsItselfIsRefused() {
    List<Object> list = new ArrayList<>();
    list.add(list);

    assertRefused(list, "ArrayList contains itself, or is nested too deeply to cross");
  }

  @Test
  void setSortedByAComparatorIsRefused() {
    Set<Object> set = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
    set.add(V1.make("Point", 1, 2));

    assertRefused(
        set,
        "TreeSet is sorted by a comparator, which may be code of the version that made it; keep it"
            + " in natural order, or sort it anew in codeChange");
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
