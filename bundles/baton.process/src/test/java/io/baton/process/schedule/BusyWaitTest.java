package io.baton.process.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Adaptive spinning: when a waiting process spins before it parks. */
class BusyWaitTest {
  private static final int MANY = 10_000;
  private static final int BEGINNING = 7;
  private static final int ROW = 10_000;

  private final BusyWait busyWait = new BusyWait();

  @BeforeEach
  void severalProcessorsWithNothingToDo() {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "with one, nothing spins");
    BusyWait.carriersAreScarce(false);
  }

  @AfterEach
  void nothingToDo() {
    BusyWait.carriersAreScarce(false);
  }

  private boolean waits(BooleanSupplier over) {
    return busyWait.isOver(over, Long.MAX_VALUE);
  }

  /** Returns whether a wait that takes long began with a spin. */
  private boolean looks() {
    var looked = new AtomicBoolean();
    boolean over =
        waits(() -> {
          looked.set(true);
          return false;
        });
    assertThat(over).isFalse();
    return looked.get();
  }

  private int looksIn(int waits) {
    int looks = 0;
    for (int i = 0; i < waits; i++) {
      looks += looks() ? 1 : 0;
    }
    return looks;
  }

  private int hitsIn(int waits) {
    int hits = 0;
    for (int i = 0; i < waits; i++) {
      hits += waits(() -> true) ? 1 : 0;
    }
    return hits;
  }

  @Test
  void newWaiterDoesNotSpin() {
    assertThat(looksIn(BEGINNING)).isZero();

    assertThat(looks()).isTrue();
  }

  @Test
  void longWaiterRarelySpins() {
    assertThat(looksIn(MANY)).isBetween(1, MANY / 400);
  }

  @Test
  void shortWaiterSpinsEveryTime() {
    assertThat(hitsIn(ROW + BEGINNING)).isEqualTo(ROW);
  }

  @Test
  void shortWaiterParksNowAndThen() {
    hitsIn(BEGINNING + ROW);

    assertThat(hitsIn(1)).isZero();
    assertThat(hitsIn(ROW)).isEqualTo(ROW);
    assertThat(hitsIn(1)).isZero();
  }

  @Test
  void oneLongWaitAmongShortOnesCostsFewOfThem() {
    hitsIn(BEGINNING + ROW / 2);

    assertThat(looks()).isTrue();

    assertThat(hitsIn(ROW / 2)).isEqualTo(ROW / 2 - 3);
  }

  @Test
  void longWaiterLearnsAgainThatWaitsAreShort() {
    looksIn(MANY);

    hitsIn(MANY);

    assertThat(hitsIn(MANY)).isGreaterThanOrEqualTo(MANY - MANY / ROW);
  }

  @Test
  void spinGoesOnUntilTheWaitIsOver() {
    hitsIn(MANY);
    var asked = new AtomicInteger();

    assertThat(waits(() -> asked.incrementAndGet() == 3)).isTrue();

    assertThat(asked).hasValue(3);
  }

  @Test
  void noProcessSpinsWhileOthersWaitForACarrier() {
    hitsIn(MANY);

    BusyWait.carriersAreScarce(true);
    assertThat(looksIn(MANY)).isZero();
    BusyWait.carriersAreScarce(false);

    assertThat(looks()).isTrue();
  }
}
