package io.baton.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.HandoverException;
import io.baton.api.code.OldState;
import io.baton.spi.Handover;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kotlin.Pair;
import org.junit.jupiter.api.Test;

/** Promise 10: Kotlin's data classes, and classes of their shape, cross as records do. */
class DataClassTest {
  private static final String MARKER = "kotlin.jvm.internal.DefaultConstructorMarker";

  private static final Compiled V1 =
      Compiled.of(
          "v1",
          dataClass("Point", "", "int x", "int y")
              + dataClass("State", "", "String name", "List<Point> points", "Point last")
              + dataClass("Grown", "", "int a")
              + dataClass("Absent", "", "int a")
              + dataClass("Lost", "", "int a", "int b")
              + dataClass("Loose", "", "int a", "@MayDrop int b")
              + dataClass("WithDefault", "", "int a")
              + dataClass("Wide", "", "int a")
              + dataClass("Further", "", "int a")
                  .replace("public String", "private int cached; public String")
              + dataClass("Ask", "implements Message", "Point about")
              + dataClass("Counted", "", "int count").replace("private final", "private")
              + dataClass("Twice", "", "Counted one", "Counted other")
              + dataClass("Ring", "", "Object next").replace("private final", "private")
              + singleton("Stop", "implements Message")
              + dataClass("Words", "", "kotlin.Pair<String, Point> pair")
              + """
              record Turned(int a, String b) {}
              sealed interface Message permits Ask, Stop {}
              """);

  private static final Compiled V2 =
      Compiled.of(
          "v2",
          dataClass("Point", "", "int y", "int x")
              + dataClass("State", "", "List<Point> points", "Point last", "String name")
              + dataClass("Grown", "", "int a", "@Default(\"7\") int b", "@Default List<String> c")
              + dataClass("Absent", "", "int a", "int b")
              + dataClass("Lost", "", "int a")
              + dataClass("Loose", "", "int a")
              + dataClass("WithDefault", "", "long first", "int a", "int b", "String c")
                  .replace(
                      "*/",
                      "*/ WithDefault(long first, int a, int b, String c, int mask, %s marker) {"
                              .formatted(MARKER)
                          + " this((mask & 1) != 0 ? 5 : first, a, (mask & 4) != 0 ? a + 1 : b,"
                          + " (mask & 8) != 0 ? \"none\" : c); }")
              + dataClass("Wide", "", "long a")
              + dataClass("Further", "", "int a")
                  .replace("public String", "private int cached; public String")
              + dataClass("Ask", "implements Message", "Point about")
              + dataClass("Counted", "", "int count").replace("private final", "private")
              + dataClass("Twice", "", "Counted one", "Counted other")
              + dataClass("Ring", "", "Object next").replace("private final", "private")
              + singleton("Stop", "implements Message")
              + dataClass("Words", "", "kotlin.Pair<String, Point> pair")
              + dataClass("Turned", "", "String b", "int a")
              + dataClass("Wrong", "", "int a", "@Default(\"many\") int b")
              + "sealed interface Message permits Ask, Stop {}");

  private final StructuralHandover handover = new StructuralHandover();

  /** A class as the compiler of Kotlin makes it of {@code data class Name(val …)}. */
  private static String dataClass(String name, String supertypes, String... properties) {
    List<String> plain =
        Arrays.stream(properties).map(one -> one.replaceAll("@\\w+(\\(.*\\))? ", "")).toList();
    var text = new StringBuilder("final class %s %s { /**/\n".formatted(name, supertypes));
    for (int i = 0; i < properties.length; i++) {
      String type = plain.get(i).substring(0, plain.get(i).lastIndexOf(' '));
      String field = plain.get(i).substring(plain.get(i).lastIndexOf(' ') + 1);
      String capital = field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
      text.append("private final %s;%n".formatted(properties[i]));
      text.append("public final %s get%s() { return %s; }%n".formatted(type, capital, field));
      text.append("public final %s component%d() { return %s; }%n".formatted(type, i + 1, field));
    }
    List<String> names =
        plain.stream().map(one -> one.substring(one.lastIndexOf(' ') + 1)).toList();
    String set =
        names.stream()
            .map(one -> "this.%s = %s;".formatted(one, one))
            .collect(Collectors.joining(" "));
    text.append("%s(%s) { %s }%n".formatted(name, String.join(", ", plain), set));
    String shown =
        IntStream.range(0, names.size())
            .mapToObj(
                i -> "\"%s%s=\" + %s".formatted(i == 0 ? "" : ", ", names.get(i), names.get(i)))
            .collect(Collectors.joining(" + "));
    text.append(
        "public String toString() { return \"%s(\" + %s + \")\"; } }%n".formatted(name, shown));
    return text.toString();
  }

  /** A class as the compiler of Kotlin makes it of {@code data object Name}. */
  private static String singleton(String name, String supertypes) {
    return """
    final class %s %s {
      public static final %s INSTANCE = new %s();
      private %s() {}
    }
    """
        .formatted(name, supertypes, name, name, name);
  }

  private Object convert(Object value) {
    return V2.taking(handover, value);
  }

  private static Object instance(Compiled version) {
    try {
      var field = version.type("Stop").getDeclaredField("INSTANCE");
      field.setAccessible(true);
      return field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String refusal(Throwable thrown) {
    return String.valueOf(thrown.getMessage());
  }

  @Test
  void dataClassCrossesByTheNamesOfItsProperties() {
    Object point = V1.make("Point", 1, 2);

    Object there = convert(V1.make("State", "joe", List.of(point), point));

    assertThat(there.getClass()).isSameAs(V2.type("State"));
    assertThat(there)
        .hasToString("State(points=[Point(y=2, x=1)], last=Point(y=2, x=1), name=joe)");
    assertThat(V1.taking(handover, there))
        .hasToString("State(name=joe, points=[Point(x=1, y=2)], last=Point(x=1, y=2))");
  }

  @Test
  void objectOfTheSameVersionIsPassedOn() {
    Object point = V2.make("Point", 1, 2);

    assertThat(convert(point)).isSameAs(point);
  }

  @Test
  void newPropertyGetsItsDeclaredDefault() {
    assertThat(convert(V1.make("Grown", 1))).hasToString("Grown(a=1, b=7, c=[])");
  }

  @Test
  void newPropertyGetsTheDefaultOfItsConstructor() {
    assertThat(convert(V1.make("WithDefault", 1)))
        .hasToString("WithDefault(first=5, a=1, b=2, c=none)");
  }

  @Test
  void newPropertyWithoutADefaultIsRefusedAsOfARecord() {
    assertThatThrownBy(() -> convert(V1.make("Absent", 1)))
        .isInstanceOf(HandoverException.class)
        .hasMessage(
            "state.b is new in m.Absent and has no value; declare one with @Default on the"
                + " component, or convert it in codeChange (v1 to v2)");
  }

  @Test
  void propertyThatIsGoneIsRefusedUnlessItMayBeDropped() {
    assertThatThrownBy(() -> convert(V1.make("Lost", 1, 2)))
        .satisfies(e ->
            assertThat(refusal(e))
                .startsWith("state.b would be lost: m.Lost has no such component"));
    assertThat(convert(V1.make("Loose", 1, 2))).hasToString("Loose(a=1)");
  }

  @Test
  void numberIsWidened() {
    assertThat(convert(V1.make("Wide", 1))).hasToString("Wide(a=1)");
  }

  @Test
  void recordBecomesADataClassAndComesBack() {
    Object record = V1.make("Turned", 1, "x");

    Object there = convert(record);

    assertThat(there).hasToString("Turned(b=x, a=1)");
    assertThat(V1.taking(handover, there)).isEqualTo(record);
  }

  @Test
  void fieldThatTheConstructorDoesNotSetIsSaid() {
    assertThatThrownBy(() -> convert(V1.make("Further", 1)))
        .hasMessage(
            "state is an object of m.Further, which is no record and no enum, and no data class, as"
                + " its constructor does not set cached: make that a parameter of it; make it a"
                + " record, or convert it in codeChange (v1 to v2)");
  }

  @Test
  void messageThatIsADataClassOrAnObjectMatches() {
    Object ask = V1.make("Ask", V1.make("Point", 1, 2));
    Object stop = instance(V1);

    assertThat(handover.match(ask, V2.type("Message")).orElseThrow())
        .hasToString("Ask(about=Point(y=2, x=1))");
    assertThat(handover.match(stop, V2.type("Message"))).contains(instance(V2));
  }

  @Test
  void objectWithVariablesStaysOne() throws ReflectiveOperationException {
    Object counted = V1.make("Counted", 1);

    Object there = convert(V1.make("Twice", counted, counted));

    assertThat(part(there, "one")).isSameAs(part(there, "other"));
  }

  private static Object part(Object object, String name) throws ReflectiveOperationException {
    var field = object.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(object);
  }

  @Test
  void objectThatContainsItselfIsRefused() throws ReflectiveOperationException {
    Object ring = V1.make("Ring", "x");
    var next = ring.getClass().getDeclaredField("next");
    next.setAccessible(true);
    next.set(ring, ring);

    assertThatThrownBy(() -> convert(ring))
        .isInstanceOf(HandoverException.class)
        .hasMessageStartingWith("state.next is a m.Ring that contains itself");
  }

  @Test
  void dataClassOfALibraryCrossesByItsTypeArguments() {
    Object words = V1.make("Words", new Pair<>("a", V1.make("Point", 1, 2)));

    assertThat(convert(words)).hasToString("Words(pair=(a, Point(y=2, x=1)))");
  }

  @Test
  void codeChangeReadsItsProperties() {
    OldState<Object> old =
        handover.old(V1.make("Absent", 1), new Handover.Into(V2.type("Absent"), V2, "state"));

    assertThat(old.components()).containsExactly("a");
    assertThat(old.get("a", int.class)).isEqualTo(1);
  }

  @Test
  void defaultThatNoValueCanTakeIsFound() {
    assertThat(handover.wrongDefaults(V2.type("Grown"))).isEmpty();
    assertThat(handover.wrongDefaults(V2.type("Wrong")))
        .singleElement()
        .asString()
        .startsWith("b is declared in m.Wrong with @Default(\"many\"), which is no int");
  }

  private List<String> compare(String type) {
    return handover.compare(V1.type(type), new Handover.Into(V2.type(type), V2, "state")).stream()
        .map(change -> change.toString().replaceAll(";.*", ""))
        .toList();
  }

  @Test
  void differencesAreReportedAsOfRecords() {
    assertThat(compare("State")).isEmpty();
    assertThat(compare("Grown"))
        .containsExactlyInAnyOrder(
            "Grown.b is new and has a default: \"7\"", "Grown.c is new and has a default: \"\"");
    assertThat(compare("WithDefault"))
        .contains("WithDefault.b is new and has a default: by its constructor");
    assertThat(compare("Absent"))
        .containsExactly("Absent.b does not cross: it is new in m.Absent and has no value");
    assertThat(compare("Message")).isEmpty();
  }
}
