package io.baton.code.purging;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.spi.VersionMarks;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the stack of a thread tells. */
class StackTest {
  private static final StackTraceElement GATE =
      new StackTraceElement(PurgeGate.class.getName(), PurgeGate.AT_THE_GATE, "PurgeGate.java", 1);
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

  private static final StackTraceElement POINT_ENTERED =
      new StackTraceElement("io.baton.weaving.point.Gate", "entering", "Gate.java", 1);
  private static final StackTraceElement POINT_LOOPED =
      new StackTraceElement("io.baton.weaving.point.Gate", "looping", "Gate.java", 1);
  private static final StackTraceElement LINKING =
      new StackTraceElement("java.lang.invoke.MethodHandleNatives", "linkCallSite", "M.java", 1);
  private static final StackTraceElement ELSEWHERE =
      new StackTraceElement("java.lang.Thread", "sleep", "Thread.java", 1);

  private static boolean mayHaveJustEntered(StackTraceElement... frames) {
    return new Stack(Thread.currentThread(), List.of(frames))
        .mayHaveJustEntered(frame -> VersionMarks.numberIn(frame).equals(OptionalLong.of(1)));
  }

  @Test
  void methodWhoseOnlyFrameIsOnTopMayHaveJustBegun() {
    assertThat(mayHaveJustEntered(in(1, "entered"), ELSEWHERE)).isTrue();
    assertThat(mayHaveJustEntered(POINT_ENTERED, in(1, "entered"))).isTrue();
    assertThat(mayHaveJustEntered(ELSEWHERE, LINKING, in(1, "entered"))).isTrue();
  }

  @Test
  void methodThatCallsOthersLoopsOrWasCalledFromItsVersionHasBegun() {
    assertThat(mayHaveJustEntered(ELSEWHERE, in(1, "entered"))).isFalse();
    assertThat(mayHaveJustEntered(POINT_LOOPED, in(1, "entered"))).isFalse();
    assertThat(mayHaveJustEntered(in(1, "entered"), ELSEWHERE, in(1, "a"))).isFalse();
    assertThat(mayHaveJustEntered(in(2, "entered"))).isFalse();
  }

  @Test
  void threadThatWaitsToEnterAVersionFromInsideItHasBegunThere() {
    assertThat(innermost(1, GATE, POINT, in(1, "entered"), in(1, "a"))).contains("a");
  }

  @Test
  void threadThatWaitsAtTheGateOfOneVersionIsSeenInAnother() {
    assertThat(innermost(1, GATE, POINT, in(2, "entered"), POINT, in(1, "a"))).contains("a");
    assertThat(innermost(2, GATE, POINT, in(2, "entered"), POINT, in(1, "a"))).isEmpty();
  }

  @Test
  void allVersionsOnTheStackAreTold() {
    assertThat(new Stack(Thread.currentThread(), List.of(POINT, in(2, "b"), in(1, "a"))).versions())
        .containsExactlyInAnyOrder(1L, 2L);
  }
}
