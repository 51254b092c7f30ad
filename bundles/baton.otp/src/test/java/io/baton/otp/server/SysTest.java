package io.baton.otp.server;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.spawn;
import static io.baton.otp.Node.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.baton.api.process.CallFailedException;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.server.Servers;
import io.baton.api.server.Statistics;
import io.baton.api.server.Sys;
import io.baton.api.server.Then;
import io.baton.fixtures.Await;
import io.baton.otp.Node;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The protocol {@code sys}; observations m of a real gen_server. */
class SysTest {
  private static final Duration SHORT = Duration.ofMillis(5);

  private final Node node = new Node();
  private Pid server;
  private Sys sys;

  @BeforeEach
  void startATeller() {
    node.load("teller", new Teller());
    server = start("teller", Teller.Start.ok());
    sys = Sys.of(server);
  }

  private List<String> items() {
    return Servers.of(server).call(new Teller.Items());
  }

  /** Observation m.2: calls queue while suspended; both functions may be repeated. */
  @Test
  void aSuspendedServerHandlesNothingUntilItIsResumed() {
    sys.suspend();
    sys.suspend();
    Servers.of(server).cast(new Teller.Add("a"));
    Servers.of(server).cast(new Teller.Add("b"));
    Object state = sys.getState();

    sys.resume();
    sys.resume();

    assertThat(((Teller.State) state).items()).isEmpty();
    assertThat(items()).containsExactly("a", "b");
  }

  @Test
  void aCallOfASuspendedServerTimesOut() {
    sys.suspend();

    var failed =
        catchThrowableOfType(
            CallFailedException.class, () -> Servers.of(server).call(new Teller.Items(), SHORT));

    assertThat(failed.reason().reason()).isEqualTo(ExitReason.of("timeout"));
  }

  /** Observation m.8: the request stays in the mailbox. */
  @Test
  void aSuspendThatTimesOutTakesEffectLater() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    spawn(() -> Servers.of(server).call(new Teller.Block(begun, end)));
    begun.await();

    var failed = catchThrowableOfType(CallFailedException.class, () -> sys.within(SHORT).suspend());
    end.countDown();

    assertThat(failed.reason().reason()).isEqualTo(ExitReason.of("timeout"));
    assertThat(sys.getStatus().suspended()).isTrue();
  }

  /** Observation m.7. */
  @Test
  void theStateCanBeReplaced() {
    var next = new Teller.State(self(), List.of("new"));

    Object replaced = sys.replaceState(_ -> next);

    assertThat(replaced).isEqualTo(next);
    assertThat(items()).containsExactly("new");
  }

  /** Observation m.7: the state is kept. */
  @Test
  void aReplacementThatFailsChangesNothing() {
    int _ = Servers.of(server).call(new Teller.AddAnd("a", Then.WAIT));

    var failed =
        catchThrowableOfType(
            CallFailedException.class,
            () ->
                sys.replaceState(_ -> {
                  throw new IllegalStateException();
                }));

    assertThat(failed.reason().reason()).isEqualTo(ExitReason.of("callback_failed"));
    assertThat(items()).containsExactly("a");
  }

  @Test
  void aReplacementThatIsNoStateIsRefused() {
    var failed =
        catchThrowableOfType(CallFailedException.class, () -> sys.replaceState(_ -> "rubbish"));

    assertThat(failed.reason().reason()).isEqualTo(ExitReason.of("callback_failed"));
    assertThat(items()).isEmpty();
  }

  /** Observation m.3. */
  @Test
  void codeIsChangedOnlyWhileSuspended() {
    Sys.Changed changed = sys.changeCode("teller", "1", null);

    assertThat(changed).isEqualTo(new Sys.Changed.Failed(ExitReason.of("unknown_system_msg")));
  }

  @Test
  void changeCodeCarriesTheStateIntoTheCurrentVersion() {
    sys.suspend();
    node.load("teller", new Teller());

    Sys.Changed changed = sys.changeCode("teller", "1", null);

    assertThat(changed).isEqualTo(new Sys.Changed.Ok());
    assertThat(sys.getStatus().version()).contains("2.0.0");
    assertThat(sys.getStatus().suspended()).isTrue();
  }

  @Test
  void theStatusSaysWhatTheServerIs() {
    Sys.Status status = sys.getStatus();

    assertThat(status.pid()).isEqualTo(server);
    assertThat(status.module()).isEqualTo("teller");
    assertThat(status.parent()).isEmpty();
    assertThat(status.suspended()).isFalse();
    assertThat(status.state()).isEqualTo(new Teller.State(self(), List.of()));
  }

  /** Observation m.10. */
  @Test
  void messagesAreCountedWhenThatIsAskedFor() {
    Optional<Statistics> before = sys.statistics();
    sys.statistics(true);
    int _ = Servers.of(server).call(new Teller.AddAnd("a", Then.WAIT));
    Servers.of(server).cast(new Teller.Add("b"));
    Statistics counted = sys.statistics().orElseThrow();
    sys.statistics(false);

    assertThat(before).isEmpty();
    assertThat(counted.messagesIn()).isEqualTo(2);
    assertThat(counted.messagesOut()).isEqualTo(1);
    assertThat(sys.statistics()).isEmpty();
  }

  @Test
  void theLastEventsAreKeptWhenThatIsAskedFor() {
    sys.log(2);
    Servers.of(server).cast(new Teller.Add("a"));
    Servers.of(server).cast(new Teller.Add("b"));
    int _ = Servers.of(server).call(new Teller.AddAnd("c", Then.WAIT));
    List<String> log = sys.log();
    sys.noDebug();

    assertThat(log).hasSize(2);
    assertThat(log.getFirst()).contains("got").contains("AddAnd");
    assertThat(log.getLast()).contains("sent");
    assertThat(sys.log()).isEmpty();
  }

  @Test
  void terminateEndsTheServerInOrder() {
    sys.suspend();

    sys.terminate(ExitReason.SHUTDOWN);

    Teller.Told told = Node.await(Teller.Told.class);
    assertThat(told).isEqualTo(new Teller.Told("terminate", ExitReason.SHUTDOWN));
    Await.until(() -> !Processes.isAlive(server));
  }

  @Test
  void aSuspendedServerCanBeStopped() {
    sys.suspend();

    Servers.of(server).stop(ExitReason.NORMAL, Await.CAP);

    assertThat(Processes.isAlive(server)).isFalse();
  }

  @Test
  void requestsToAnUnknownNameFail() {
    var failed = catchThrowableOfType(CallFailedException.class, () -> Sys.of("nobody").suspend());

    assertThat(failed.reason()).hasToString("{noproc, call(nobody, suspend)}");
  }
}
