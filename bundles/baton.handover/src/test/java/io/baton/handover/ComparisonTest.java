package io.baton.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.ShapeChange;
import io.baton.spi.Handover;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Comparisons of types predict the conversion of their values. */
class ComparisonTest {
  private static final Compiled FROM =
      Compiled.of(
          "from",
          """
          record State(int count, long total, List<Item> pool, Map<Key, Item> byKey, String gone,
              @MayDrop int spare, Tree tree, Event event, Plain plain, Policy policy, Object any,
              Integer boxed, List<Integer> numbers, Item[] row, String text, Runnable job) {}
          record Item(int owner) {}
          record Tree(List<Tree> children, int depth) {}
          sealed interface Event permits Ask, Tell {}
          record Ask(int a) implements Event {}
          record Tell(int a) implements Event {}
          enum Key { A, B }
          final class Plain {}
          interface Policy {}
          record Missing(int a) {}
          record Changed(int a) {}
          record Same(int a, List<Same> all) {}
          """);

  private static final Compiled INTO =
      Compiled.of(
          "into",
          """
          record State(long count, int total, List<Item> pool, Map<Key, Item> byKey, Tree tree,
              Event event, Plain plain, Policy policy, Object any, int boxed, List<Long> numbers,
              Item[] row, int text, Runnable job, @Default("1") int fresh, int bare,
              @Default("x") int wrong, @Default(by = "all") List<Item> made) {
            static List<Item> all() { return List.of(); } }
          record Item(int owner, @Default("RED") String color) {}
          record Tree(List<Tree> children, long depth) {}
          sealed interface Event permits Ask {}
          record Ask(int a, int b) implements Event {}
          enum Key { A }
          final class Plain {}
          interface Policy {}
          interface Changed {}
          record Same(int a, List<Same> all) {}
          """);

  private final StructuralHandover handover = new StructuralHandover();

  private List<String> compare(String type, Class<?> into) {
    return handover.compare(FROM.type(type), new Handover.Into(into, INTO, "state")).stream()
        .map(change -> change.type() + " " + change)
        .map(ComparisonTest::shortened)
        .toList();
  }

  /** Leaves the advice out. */
  private static String shortened(String line) {
    int end = line.indexOf(';');
    return end < 0 ? line : line.substring(0, end);
  }

  @Test
  void everyDifferenceIsReportedOnce() {
    assertThat(compare("State", INTO.type("State")))
        .containsExactlyInAnyOrder(
            "m.State State.count is converted: int to long",
            "m.State State.total depends on the value: long to int: refused if the value does not"
                + " fit",
            "m.Item State.pool[].color is new and has a default: \"RED\"",
            "m.State State.byKey.keys[] depends on the value: m.Key.B is not there any more",
            "m.Tree State.tree.depth is converted: int to long",
            "m.Ask State.event.b does not cross: it is new in m.Ask and has no value",
            "m.State State.event depends on the value: m.Tell is not there any more",
            "m.State State.plain does not cross: m.Plain is no record and no enum",
            "m.State State.policy depends on the value: only records and enums cross behind"
                + " m.Policy",
            "m.State State.boxed depends on the value: java.lang.Integer to int: null is refused",
            "m.State State.numbers[] is converted: java.lang.Integer to java.lang.Long",
            "m.State State.text does not cross: java.lang.String to int",
            "m.State State.fresh is new and has a default: \"1\"",
            "m.State State.bare does not cross: it is new in m.State and has no value",
            "m.State State.wrong does not cross: it is declared in m.State with @Default(\"x\"),"
                + " which is no int",
            "m.State State.made is new and has a default: by all",
            "m.State State.spare is dropped: @MayDrop allows it",
            "m.State State.gone does not cross: it would be lost: m.State has no such component"
                + " there");
  }

  @Test
  void matchingTypesAreNotReported() {
    assertThat(compare("Same", INTO.type("Same"))).isEmpty();
    assertThat(compare("Same", Object.class)).isEmpty();
  }

  @Test
  void aMissingOrUnrelatedTypeIsRefused() {
    assertThat(compare("Missing", Object.class))
        .containsExactly("m.Missing Missing does not cross: m.Missing is not there any more");
    assertThat(compare("Changed", Object.class))
        .containsExactly("m.Changed Changed does not cross: m.Changed is no record there");
  }

  @Test
  void valuesCrossAsTheComparisonSays() {
    List<ShapeChange> changes =
        handover.compare(FROM.type("Item"), new Handover.Into(INTO.type("Item"), INTO, "state"));

    Object there =
        handover.convert(FROM.make("Item", 1), new Handover.Into(INTO.type("Item"), INTO, "state"));

    assertThat(changes).extracting(ShapeChange::kind).containsExactly(ShapeChange.Kind.DEFAULTED);
    assertThat(there).hasToString("Item[owner=1, color=RED]");
  }
}
