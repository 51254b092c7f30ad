package io.baton.otp.server;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.otp.Node.await;
import static io.baton.otp.Node.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.CallFailedException;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.server.Servers;
import io.baton.api.server.Then;
import io.baton.otp.Node;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;

/** Calls while everything around them changes. */
class CallRaceTest {
  private static final int CALLERS = 4;
  private static final int CALLS = 50;

  private final Node node = new Node();

  /** What one caller saw: how many replies, and why there were no more. */
  private record Seen(int replies, ExitReason end) {}

  private static Seen callUntilItFails(Pid server) {
    int replies = 0;
    while (true) {
      try {
        int _ = Servers.of(server).call(new Teller.AddAnd("x", Then.WAIT));
        replies++;
      } catch (CallFailedException e) {
        return new Seen(replies, e.reason().reason());
      }
    }
  }

  /** Every caller fails in time: with killed while it waits, with noproc afterwards. */
  @RepeatedTest(50)
  void whenAServerIsKilledNoCallerIsForgotten() {
    node.load("teller", new Teller());
    Pid server = start("teller", Teller.Start.ok());
    Pid me = self();
    for (int i = 0; i < CALLERS; i++) {
      spawn(() -> send(me, callUntilItFails(server)));
    }

    Node.kill(server);

    for (int i = 0; i < CALLERS; i++) {
      assertThat(await(Seen.class).end()).isIn(ExitReason.KILLED, ExitReason.NOPROC);
    }
  }

  /** No call is lost, none is handled twice, and the state goes along. */
  @RepeatedTest(20)
  void whileVersionsChangeEveryCallIsHandledOnce() {
    node.load("teller", new Teller());
    Pid server = start("teller", Teller.Start.ok());
    Pid me = self();
    for (int i = 0; i < CALLERS; i++) {
      spawn(() -> {
        for (int call = 0; call < CALLS; call++) {
          send(me, Servers.of(server).call(new Teller.AddAnd("x", Then.WAIT)));
        }
      });
    }

    Set<Integer> counted = new HashSet<>();
    for (int i = 0; i < CALLERS * CALLS; i++) {
      counted.add(await(Integer.class));
      node.load("teller", new Teller());
    }

    assertThat(counted).hasSize(CALLERS * CALLS);
    assertThat(Servers.of(server).call(new Teller.Items())).hasSize(CALLERS * CALLS);
  }

  /** The reply and the time-out meet: one of them, never both, and the next call gets its own. */
  @RepeatedTest(50)
  void aTimeOutThatMeetsTheReplyLeavesNothingBehind() {
    node.load("teller", new Teller());
    Pid server = start("teller", Teller.Start.ok());
    int known = 0;
    for (int i = 0; i < CALLS; i++) {
      try {
        known =
            Servers.of(server).call(new Teller.AddAnd("x", Then.WAIT), Duration.ofNanos(i * 500L));
      } catch (CallFailedException e) {
        assertThat(e.reason().reason()).isEqualTo(ExitReason.of("timeout"));
      }
    }

    int last = Servers.of(server).call(new Teller.AddAnd("x", Then.WAIT));

    assertThat(known).isLessThanOrEqualTo(CALLS);
    assertThat(last).isEqualTo(CALLS + 1);
  }
}
