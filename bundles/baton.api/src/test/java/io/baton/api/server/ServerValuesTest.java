package io.baton.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.process.ExitReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Results of callbacks, and options of servers. */
class ServerValuesTest {
  private record Next() implements Call<Integer> {}

  @Test
  void aRequestMakesTheResultOfItsCall() {
    var next = new Next();

    assertThat(next.reply(1, "state")).isEqualTo(new Handled.Reply<>(1, "state", Then.WAIT));
    assertThat(next.reply(1, "state", Then.HIBERNATE))
        .isEqualTo(new Handled.Reply<>(1, "state", Then.HIBERNATE));
    assertThat(next.replyAndStop(1, ExitReason.NORMAL, "state"))
        .isEqualTo(new Handled.StopReply<>(1, ExitReason.NORMAL, "state"));
  }

  @Test
  void aNegativeTimeOutIsRefused() {
    Duration negative = Duration.ofMillis(-1);

    assertThatThrownBy(() -> Then.timeout(negative))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT-0.001S");
    assertThatThrownBy(() -> ServerOptions.NONE.within(negative))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT-0.001S");
  }

  @Test
  void aBlankNameIsRefused() {
    assertThatThrownBy(() -> ServerOptions.named(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("blank");
  }

  @Test
  void aLogOfFewerThanNoEventsIsRefused() {
    assertThatThrownBy(() -> new SysRequest.Log(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }

  @Test
  void optionsAreAddedUp() {
    var options = ServerOptions.named("counter").within(Duration.ofSeconds(1));

    assertThat(options.name()).contains("counter");
    assertThat(options.timeout()).contains(Duration.ofSeconds(1));
  }
}
