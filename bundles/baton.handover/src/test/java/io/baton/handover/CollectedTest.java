package io.baton.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.spi.Handover;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Caches about two versions keep neither of them in memory. Promise 9. */
class CollectedTest {
  private static final String SOURCE =
      """
      record State(int a, Color color, List<Part> parts, Object any) {}
      record Part(String name) {}
      record Box<T>(T value) {}
      record Boxed(Box<Part> box, Shared<Part> shared) {}
      record Shared<T>(T value) {}
      enum Color { RED }
      """;

  private final StructuralHandover handover = new StructuralHandover();

  private Object cross(Compiled from, Compiled into) {
    Object part = from.make("Part", "x");
    Object state =
        from.make("State", 1, from.constant("Color", "RED"), List.of(part), List.of(part));
    Object boxed = from.make("Boxed", from.make("Box", part), from.make("Shared", part));
    var any = new Handover.Into(Object.class, into, "state");
    assertThat(handover.convert(state, any)).hasToString(state.toString());
    assertThat(handover.convert(boxed, any)).hasToString(boxed.toString());
    assertThat(handover.compare(state.getClass(), new Handover.Into(into.type("State"), into, "")))
        .isEmpty();
    assertThat(handover.functions(state, "state", from)).isEmpty();
    return state;
  }

  private void assertCollected(boolean first) {
    Compiled kept = Compiled.of("kept", SOURCE);
    WeakReference<ClassLoader> gone = crossedAndForgotten(kept, first);

    for (int i = 0; i < 200 && gone.get() != null; i++) {
      System.gc();
    }

    assertThat(gone.get()).isNull();
    assertThat(kept.type("State")).isNotNull();
    assertThat(handover.crossed(kept)).contains(kept.type("State"), kept.type("Color"));
  }

  private WeakReference<ClassLoader> crossedAndForgotten(Compiled kept, boolean first) {
    Compiled other = Compiled.of("other", SOURCE);
    if (first) {
      cross(other, kept);
    } else {
      cross(kept, other);
    }
    return new WeakReference<>(other);
  }

  @Test
  void theVersionThatValuesCameFromIsCollected() {
    assertCollected(true);
  }

  @Test
  void theVersionThatValuesWentToIsCollected() {
    assertCollected(false);
  }
}
