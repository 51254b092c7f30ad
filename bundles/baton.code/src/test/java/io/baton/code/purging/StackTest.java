package io.baton.code.purging;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.spi.VersionMarks;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the stack of a thread tells. */
class StackTest {
  private static final StackTraceElement GATE =
      new StackTraceElement(PurgeGate.class.getName(), PurgeGate.WAITING, "PurgeGate.java", 1);
  private static final StackTraceElement POINT =
      new StackTraceElement("io.baton.weaving.point.Gate", "enter", "Gate.java", 1);

  private static StackTraceElement in(int version, String method) {
    return new StackTraceElement("m.Code", method, "Code.java@1.0.0#" + version, 1);
  }

  private static Optional<String> innermost(int version, StackTraceElement... frames) {
    return new Stack(Thread.currentThread(), List.of(frames))
        .innermost(frame -> VersionMarks.numberIn(frame).equals(OptionalLong.of(version)))
        .map(StackTraceElement::getMethodName);
  }

  @Test
  void innermostFrameOfAVersionIsTold() {
    assertThat(innermost(1, in(2, "c"), in(1, "b"), in(1, "a"))).contains("b");
    assertThat(innermost(3, in(2, "c"), in(1, "b"))).isEmpty();
  }

  @Test
  void methodThatAThreadWaitsToEnterHasNotBegun() {
    assertThat(innermost(1, GATE, POINT, in(1, "entered"))).isEmpty();
  }

  @Test
  void whoWaitsToEnterAVersionFromInsideItHasBegunThere() {
    assertThat(innermost(1, GATE, POINT, in(1, "entered"), in(1, "a"))).contains("a");
  }

  @Test
  void whoWaitsAtTheGateOfOneVersionIsSeenInAnother() {
    assertThat(innermost(1, GATE, POINT, in(2, "entered"), POINT, in(1, "a"))).contains("a");
    assertThat(innermost(2, GATE, POINT, in(2, "entered"), POINT, in(1, "a"))).isEmpty();
  }

  @Test
  void allVersionsOnTheStackAreTold() {
    assertThat(new Stack(Thread.currentThread(), List.of(POINT, in(2, "b"), in(1, "a"))).versions())
        .containsExactlyInAnyOrder(1L, 2L);
  }
}
