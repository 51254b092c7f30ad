package io.baton.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rounds of Baton's threads that throw. */
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

  @Test
  void whatMustBeDoneIsBegunAgainUntilThereIsMemoryAndInItsOrder() {
    List<String> begun = new ArrayList<>();
    Runnable second =
        () -> {
          begun.add("second");
          if (begun.size() < 4) {
            throw new OutOfMemoryError("for a test");
          }
        };

    Rounds.untilDone(List.of(() -> begun.add("first"), second, () -> begun.add("third")));

    assertThat(begun).containsExactly("first", "second", "second", "second", "third");
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> void raise(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
