package io.baton.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThrownTextTest {
  /** An exception whose methods throw. */
  private static final class Silent extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException();
    }

    @Override
    public String toString() {
      throw new StackOverflowError();
    }

    @Override
    public synchronized @Nullable Throwable getCause() {
      throw new AssertionError();
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException();
    }
  }

  private static Throwable circle() {
    var one = new IllegalStateException("one");
    var two = new IllegalArgumentException("two", one);
    one.initCause(two);
    return one;
  }

  @Test
  void saysWhatTheExceptionSays() {
    var cause = new IllegalArgumentException("inner");
    var thrown = new IllegalStateException("outer", cause);

    Throwable text = ThrownText.of(thrown);

    assertThat(text).hasToString(thrown.toString()).hasMessage("outer");
    assertThat(text.getCause()).hasToString(cause.toString()).hasMessage("inner");
    assertThat(text.getStackTrace()).isEqualTo(thrown.getStackTrace());
  }

  @Test
  void exceptionThatThrowsIsNamed() {
    assertThat(ThrownText.describe(new Silent()))
        .contains(Silent.class.getName())
        .contains("StackOverflowError");
    assertThat(ThrownText.of(new Silent())).hasNoCause().hasMessage(null);
    assertThat(ThrownText.rootCause(new Silent())).isInstanceOf(Silent.class);
  }

  @Test
  void circleOfCausesEnds() {
    assertThat(ThrownText.rootCause(circle())).hasMessage("two");
    assertThat(ThrownText.of(circle()).getCause()).hasMessage("two").hasNoCause();
  }

  @Test
  void longChainIsCut() {
    Throwable thrown = new IllegalStateException("0");
    for (int i = 1; i < 10_000; i++) {
      thrown = new IllegalStateException(String.valueOf(i), thrown);
    }

    Throwable text = ThrownText.of(thrown);

    assertThat(ThrownText.rootCause(thrown)).hasMessage("0");
    assertThat(text).hasMessage("9999");
  }
}
