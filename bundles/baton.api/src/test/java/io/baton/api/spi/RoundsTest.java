package io.baton.api.spi;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a round of one of Baton's threads throws. */
class RoundsTest {
  private static final Log LOG = Log.of("io.baton.test");

  @ParameterizedTest
  @ValueSource(
      classes = {
        OutOfMemoryError.class,
        StackOverflowError.class,
        NoClassDefFoundError.class,
        IllegalStateException.class
      })
  void threadGoesOn(Class<? extends Throwable> type) throws Exception {
    Throwable thrown = type.getDeclaredConstructor().newInstance();

    assertThatCode(() -> Rounds.survive(LOG, () -> raise(thrown))).doesNotThrowAnyException();
  }

  @Test
  void threadGoesOnAlsoIfThatCannotBeSaid() {
    var worse =
        new OutOfMemoryError() {
          private static final long serialVersionUID = 1;

          @Override
          public String getMessage() {
            throw new OutOfMemoryError();
          }
        };

    assertThatCode(() -> Rounds.survive(LOG, () -> raise(worse))).doesNotThrowAnyException();
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> void raise(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
