package io.baton.otp.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.supervisor.Strategy;
import io.baton.api.supervisor.SupervisorSpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RestartsTest {
  @Test
  void onlyRestartsWithinThePeriodCount() {
    var now = new AtomicLong();
    var restarts = new Restarts(now::get);
    SupervisorSpec spec =
        SupervisorSpec.of(Strategy.ONE_FOR_ONE).intensity(2, Duration.ofNanos(10));

    boolean first = restarts.add(spec);
    now.set(10);
    boolean second = restarts.add(spec);
    boolean third = restarts.add(spec);
    now.set(21);
    boolean afterwards = restarts.add(spec);

    assertThat(List.of(first, second, third, afterwards)).containsExactly(true, true, false, true);
    assertThat(restarts.count(spec)).isEqualTo(1);
  }
}
