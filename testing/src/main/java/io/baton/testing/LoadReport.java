package io.baton.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What has become of the requests of a {@link LoadDriver}.
 *
 * @param requests how many were begun
 * @param answers how many were answered
 * @param failures how many threw something
 * @param firstFailure what the first of them threw
 * @param lost those that wait for an answer which has not come
 */
public record LoadReport(
    long requests,
    long answers,
    long failures,
    Optional<Throwable> firstFailure,
    List<Waiting> lost) {
  /** How many frames are shown of a thread. */
  private static final int FRAMES = 6;

  /** Packages whose frames say nothing of the module. */
  private static final List<String> OTHERS =
      List.of(
          "java.",
          "jdk.",
          "io.baton.api.",
          "io.baton.code.",
          "io.baton.handover.",
          "io.baton.otp.",
          "io.baton.process.",
          "io.baton.spi.",
          "io.baton.weaving.");

  /** Copies the list. */
  public LoadReport {
    lost = List.copyOf(lost);
  }

  /**
   * A thread that waits for an answer.
   *
   * @param thread its name
   * @param where the innermost frames, without those of the JDK and of Baton
   */
  public record Waiting(String thread, List<String> where) {
    /** Copies the list. */
    public Waiting {
      where = List.copyOf(where);
    }

    static Waiting of(String thread, StackTraceElement[] stack) {
      return new Waiting(
          thread,
          Arrays.stream(stack)
              .filter(frame -> OTHERS.stream().noneMatch(frame.getClassName()::startsWith))
              .limit(FRAMES)
              .map(StackTraceElement::toString)
              .toList());
    }
  }

  /**
   * Asserts that each request was answered: none has failed, and none waits.
   *
   * @throws AssertionError otherwise; the message says how many of each, what the first failure
   *     was, and where threads wait for a reply that was lost
   */
  public void assertAllAnswered() {
    if (failures > 0 || !lost.isEmpty()) {
      AssertionError error =
          new AssertionError("expected each request to be answered; " + describe());
      firstFailure.ifPresent(error::initCause);
      throw error;
    }
  }

  String describe() {
    return "of %,d requests %,d were answered, %,d failed%s, %,d wait for a reply%s"
        .formatted(
            requests,
            answers,
            failures,
            firstFailure.map(failure -> " (first: %s)".formatted(failure)).orElse(""),
            lost.size(),
            lost.stream().map(LoadReport::line).collect(Collectors.joining()));
  }

  private static String line(Waiting waiting) {
    return "%n  %s waits at %s"
        .formatted(waiting.thread, String.join(System.lineSeparator() + "    ", waiting.where));
  }
}
