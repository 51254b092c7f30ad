package io.baton.handover;

import static io.baton.handover.Versions.V1;
import static io.baton.handover.Versions.V2;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.spi.Handover;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conversions of values from one version to another. */
class ConvertTest {
  private final StructuralHandover handover = new StructuralHandover();

  private Object convert(Object value) {
    return handover.convert(value, new Handover.Into(Object.class, V2, "value"));
  }

  private static void assertOfV2(Object value, String text) {
    assertThat(value).hasToString(text);
    assertThat(value.getClass().getClassLoader()).isSameAs(V2);
  }

  @Test
  void recordArrivesAsTheRecordOfTheSameName() {
    Object point = V1.make("Point", 1, 2);

    Object converted = handover.convert(point, new Handover.Into(V2.type("Point"), V2, "value"));

    assertOfV2(converted, "Point[x=1, y=2]");
  }

  @Test
  void recordWithinARecordArrivesToo() {
    Object line = V1.make("Line", V1.make("Point", 1, 2), V1.make("Point", 3, 4));

    assertOfV2(convert(line), "Line[from=Point[x=1, y=2], to=Point[x=3, y=4]]");
  }

  @Test
  void recordsWithinRecordsArriveAtAnyDepth() {
    Object leaf = V1.make("Tree", "leaf", List.of());
    Object tree = leaf;
    for (int i = 0; i < 200; i++) {
      tree = V1.make("Tree", "node" + i, List.of(leaf, tree));
    }

    Object converted = convert(tree);

    assertOfV2(converted, tree.toString());
  }

  @Test
  void componentsAreFoundByNameNotByPlace() {
    assertOfV2(convert(V1.make("Reordered", 1, "b")), "Reordered[b=b, a=1]");
  }

  @Test
  void missingValueStaysMissing() {
    assertOfV2(convert(V1.make("Line", null, null)), "Line[from=null, to=null]");
  }

  @Test
  void privateRecordArrives() {
    assertOfV2(convert(V1.make("Outer$Secret", 7)), "Secret[number=7]");
  }

  @Test
  void recordArrivesAsAnInterfaceThatItImplements() {
    Object ask = V1.make("Ask", "why");

    Object converted = handover.convert(ask, new Handover.Into(V2.type("Request"), V2, "value"));

    assertOfV2(converted, "Ask[question=why]");
  }

  @Test
  void caseOfASealedInterfaceArrivesInAComponentOfAnyType() {
    Object any = V1.make("Any", V1.make("Tell", V1.make("Point", 1, 2)));

    assertOfV2(convert(any), "Any[value=Tell[point=Point[x=1, y=2]]]");
  }

  @Test
  void constantArrivesAsTheConstantOfTheSameName() {
    Object red = V1.constant("Color", "RED");

    assertThat(convert(red)).isSameAs(V2.constant("Color", "RED"));
  }

  @Test
  void constantWithABodyOfItsOwnArrives() {
    Object green = V1.constant("Color", "GREEN");

    assertThat(convert(green)).isSameAs(V2.constant("Color", "GREEN"));
  }

  @Test
  void constantIsFoundByNameNotByPlace() {
    Object high = V1.constant("Level", "HIGH");

    assertThat(convert(high)).isSameAs(V2.constant("Level", "HIGH"));
  }

  @Test
  void constantThatIsARequestArrivesAsOne() {
    Object now = V1.constant("Stop", "NOW");

    Object converted = handover.convert(now, new Handover.Into(V2.type("Request"), V2, "value"));

    assertThat(converted).isSameAs(V2.constant("Stop", "NOW"));
  }

  @Test
  void wrapperArrivesInAPrimitiveComponent() {
    assertOfV2(convert(V1.make("Unboxed", 5)), "Unboxed[a=5]");
  }

  @Test
  void primitiveTypeTakesItsWrapper() {
    assertThat(handover.convert(5, new Handover.Into(int.class, V2, "value"))).isEqualTo(5);
    assertThat(handover.convert(true, new Handover.Into(boolean.class, V2, "value")))
        .isEqualTo(true);
    assertThat(handover.convert('c', new Handover.Into(char.class, V2, "value"))).isEqualTo('c');
  }

  @Test
  void valueGoesBackAsItCame() {
    Object line = V1.make("Line", V1.make("Point", 1, 2), V1.make("Point", 3, 4));

    Object back = handover.convert(convert(line), new Handover.Into(V1.type("Line"), V1, "value"));

    assertThat(back).isEqualTo(line);
  }

  @Test
  void valueItselfIsNeverChanged() {
    List<Object> list = new ArrayList<>(Arrays.asList(V1.make("Point", 1, 2), "x"));
    Object any = V1.make("Any", list);
    String before = any.toString();

    convert(any);

    assertThat(any).hasToString(before);
    assertThat(list.getFirst().getClass().getClassLoader()).isSameAs(V1);
  }
}
