package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class PrintedLinesTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintedLines printed = PrintedLines.to(out, StandardCharsets.UTF_8);
  private final PrintStream stream = printed.stream();

  private List<String> subscribe() {
    List<String> lines = new ArrayList<>();
    printed
        .lines()
        .subscribe(
            new Flow.Subscriber<>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
              }

              @Override
              public void onNext(String line) {
                lines.add(line);
              }

              @Override
              public void onError(Throwable failure) {
                throw new AssertionError(failure);
              }

              @Override
              public void onComplete() {
                lines.add("end");
              }
            });
    return lines;
  }

  @Test
  void whatIsPrintedComesOutAndEachLineIsPublished() {
    List<String> lines = subscribe();

    stream.print("ein");
    stream.printf("s%nzwei drei %s\r\nvier", "für");

    assertThat(lines).containsExactly("eins", "zwei drei für");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("eins%nzwei drei für\r%nvier".formatted());
  }

  @Test
  void moreLinesThanABufferHoldsAreAllPublishedToEach() {
    List<String> one = subscribe();
    List<String> other = subscribe();

    for (int i = 0; i < 10 * Flow.defaultBufferSize(); i++) {
      stream.println(i);
    }

    assertThat(one).hasSize(10 * Flow.defaultBufferSize()).isEqualTo(other);
  }

  @Test
  void textIsNotKeptForALaterSubscriber() {
    stream.print("before, ");
    List<String> lines = subscribe();

    stream.println("after");

    assertThat(lines).containsExactly("after");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("before, after%n".formatted());
  }
}
