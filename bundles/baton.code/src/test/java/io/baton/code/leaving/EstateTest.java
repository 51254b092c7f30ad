package io.baton.code.leaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.code.OneVersion;
import io.baton.code.version.LoadedVersion;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a version hands over waits until the next one takes it. */
class EstateTest {
  /** A class of a version. */
  record Mine() implements Runnable {
    @Override
    public void run() {}
  }

  private final OneVersion loader = new OneVersion("1.0.0", Mine.class);
  private final LoadedVersion old = new LoadedVersion(loader.callable(new Object()));
  private final LoadedVersion next =
      new LoadedVersion(new OneVersion("2.0.0", Mine.class).callable(new Object()));
  private final Estate estate = new Estate();

  @Test
  void resourceIsTakenOnceByItsNameAndType() {
    estate.leaveOf(old, Optional.of(next.id())).handOver("count", 7);
    Estate.Given handed = estate.givenTo(next);

    assertThat(handed.names()).containsExactly("count");
    assertThatThrownBy(() -> handed.take("count", String.class))
        .isInstanceOf(ClassCastException.class);
    assertThat(handed.take("count", Integer.class)).contains(7);
    assertThat(handed.take("count", Integer.class)).isEmpty();
    assertThat(estate.takeAll()).isEmpty();
  }

  @Test
  void nameIsHandedOverOnce() {
    Estate.Taking leave = estate.leaveOf(old, Optional.empty());
    leave.handOver("count", 7);

    assertThatIllegalStateException()
        .isThrownBy(() -> leave.handOver("count", 8))
        .withMessage("count was handed over already");
    assertThat(leave.successor()).isEmpty();
    assertThat(estate.takeAll()).containsEntry("count", 7);
  }

  @Test
  void objectOfTheVersionItselfIsRefused() {
    Object mine = loader.make(Mine.class);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> estate.leaveOf(old, Optional.empty()).handOver("mine", mine))
        .withMessageContaining("which is of m 1.0.0");
  }

  @Test
  void nothingIsHandedOverOrTakenWhenTheCallbackIsOver() {
    Estate.Taking leave = estate.leaveOf(old, Optional.empty());
    Estate.Given handed = estate.givenTo(next);
    leave.end();
    handed.end();

    assertThatIllegalStateException()
        .isThrownBy(() -> leave.handOver("count", 7))
        .withMessage("m 1.0.0 has taken leave; it was too late for count");
    assertThatIllegalStateException()
        .isThrownBy(() -> handed.take("count", Integer.class))
        .withMessage("onCurrent of m 2.0.0 is over; it was too late for count");
  }
}
