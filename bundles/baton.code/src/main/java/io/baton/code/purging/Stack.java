package io.baton.code.purging;

import io.baton.spi.Debugger;
import io.baton.spi.JdkThreads;
import io.baton.spi.VersionMarks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The stack of a thread at one moment.
 *
 * @param thread whose
 * @param frames the innermost first
 */
record Stack(Thread thread, List<StackTraceElement> frames) {
  /**
   * What a thread that waits has on top of its stack, below the method that a person would name.
   */
  private static final List<String> PARKING =
      List.of(
          "jdk.internal.",
          "java.util.concurrent.locks.",
          "java.util.concurrent.ForkJoinPool",
          "java.util.concurrent.CompletableFuture$",
          "io.baton.weaving.",
          "java.lang.VirtualThread",
          "java.lang.System$");

  /** What calls a safepoint for the first time, and the safepoint itself. */
  private static final String LINKING = "java.lang.invoke.";

  private static final String SAFEPOINT = "io.baton.weaving.point.";

  private static final String SLICE = "io.baton.process.schedule.TimeSlice";

  static Stack of(Thread thread) {
    return of(thread, JdkThreads.stackTrace(thread));
  }

  static Stack of(Thread thread, StackTraceElement[] frames) {
    return new Stack(thread, List.of(frames));
  }

  /** The innermost frame that has begun, of those in question. */
  Optional<StackTraceElement> innermost(Predicate<StackTraceElement> inQuestion) {
    boolean atTheGate = false;
    for (StackTraceElement frame : frames) {
      atTheGate |= isAtTheGate(frame);
      if (!atTheGate && inQuestion.test(frame)) {
        return Optional.of(frame);
      }
      atTheGate &= VersionMarks.numberIn(frame).isEmpty();
    }
    return Optional.empty();
  }

  /** Returns whether the thread waits for the decision of a purge. */
  boolean isAtAGate() {
    return frames.stream().anyMatch(Stack::isAtTheGate);
  }

  /** The method that such a thread is about to enter is on its stack, but has not begun. */
  private static boolean isAtTheGate(StackTraceElement frame) {
    return frame.getMethodName().equals(PurgeGate.AT_THE_GATE)
        && frame.getClassName().equals(PurgeGate.class.getName());
  }

  /**
   * Returns whether the thread has one frame of those in question, and may not have run any of its
   * code: nothing is above it, or what links or reaches the safepoint at its entry.
   */
  boolean mayHaveJustEntered(Predicate<StackTraceElement> inQuestion) {
    if (frames.stream().filter(inQuestion).count() != 1) {
      return false;
    }
    int entered = 0;
    while (!inQuestion.test(frames.get(entered))) {
      entered++;
    }
    return entered == 0 || isOfAnEntry(frames.get(entered - 1));
  }

  private static boolean isOfAnEntry(StackTraceElement frame) {
    String type = frame.getClassName();
    return type.startsWith(LINKING)
        || (type.startsWith(SAFEPOINT) && frame.getMethodName().startsWith("enter"));
  }

  /** Numbers of all versions that have a frame. */
  Set<Long> versions() {
    return VersionMarks.numbersIn(frames);
  }

  /** Returns what the thread does, for a person. */
  String doing() {
    if (Debugger.holds(thread)) {
      return "suspended by a debugger";
    }
    return switch (JdkThreads.state(thread)) {
      case BLOCKED -> "waiting for a lock";
      case WAITING, TIMED_WAITING -> stepsAside() ? "running" : "waiting in " + method();
      case NEW, RUNNABLE, TERMINATED -> "running";
    };
  }

  /** Returns whether it runs, but has left its carrier to others for a moment. */
  private boolean stepsAside() {
    return frames.stream().anyMatch(frame -> frame.getClassName().equals(SLICE));
  }

  /** The method that a person would name: the first that is not about parking. */
  private String method() {
    for (StackTraceElement frame : frames) {
      String type = frame.getClassName();
      if (PARKING.stream().noneMatch(type::startsWith)) {
        return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
      }
    }
    return "the JDK";
  }
}
