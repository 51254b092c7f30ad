package io.baton.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ValueTextTest {
  private record Said(Supplier<String> text) {
    @Override
    public String toString() {
      return text.get();
    }
  }

  /** An exception whose methods never return. */
  private static final class Mute extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    @Override
    public String getMessage() {
      try {
        NEVER.await();
      } catch (InterruptedException _) {
        // the wait has ended
      }
      return "";
    }
  }

  @Test
  void aValueSaysWhatItSays() {
    assertThat(ValueText.of(null)).isEqualTo("null");
    assertThat(ValueText.of(1)).isEqualTo("1");
    assertThat(ValueText.of(List.of("a", 1))).isEqualTo("[a, 1]");
  }

  @Test
  void aTextInATextIsMadeOnTheSameThread() {
    var inner = new Said(() -> Thread.currentThread().toString());

    String text = ValueText.of(new Said(() -> ValueText.of(inner) + Thread.currentThread()));

    assertThat(text).isEqualTo(text.substring(text.length() / 2).repeat(2));
  }

  @Test
  void aTextThatFailsIsTheNameOfTheClass() {
    String text =
        ValueText.of(
            new Said(() -> {
              throw new AssertionError();
            }));

    assertThat(text)
        .isEqualTo(Said.class.getName() + ", whose text cannot be made: java.lang.AssertionError");
  }

  @Test
  void exceptionsThatNeverAnswerAreGivenUp() {
    assertThat(ThrownReason.of(new Mute())).asString().contains("Mute").contains("PT1S");
    assertThat(ThrownText.describe(new Mute())).contains("Mute").contains("PT1S");
    assertThat(ThrownText.of(new Mute())).asString().contains("Mute");
  }

  @Test
  void whileManyDoNotAnswerNoTextIsRead() {
    var end = new CountDownLatch(1);
    var stubborn =
        new Said(() -> {
          while (end.getCount() > 0) {
            LockSupport.parkNanos(1_000);
          }
          return "";
        });
    List<Thread> askers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      askers.add(Thread.ofVirtual().start(() -> ValueText.of(stubborn)));
    }
    askers.forEach(ValueTextTest::join);

    String meanwhile = ValueText.of(new Said(() -> "text"));
    end.countDown();

    assertThat(meanwhile).contains("was not asked for its text");
    while (!ValueText.of(new Said(() -> "text")).equals("text")) {
      Thread.onSpinWait();
    }
  }

  private static void join(Thread asker) {
    try {
      asker.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
