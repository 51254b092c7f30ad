package io.baton.otp.server;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawnMonitor;
import static io.baton.otp.Node.await;
import static io.baton.otp.Node.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.baton.api.process.CallFailedException;
import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.server.Call;
import io.baton.api.server.From;
import io.baton.api.server.Idle;
import io.baton.api.server.MultiReply;
import io.baton.api.server.Servers;
import io.baton.api.server.Then;
import io.baton.fixtures.Await;
import io.baton.fixtures.Once;
import io.baton.otp.Node;
import io.baton.otp.server.Teller.Told;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls, casts and other messages; observations o.8 of a real gen_server. */
class ServerTest {
  private static final ExitReason BROKEN = ExitReason.of("broken");
  private static final Duration SHORT = Duration.ofMillis(5);

  private Pid server;

  @BeforeEach
  void startATeller() {
    new Node().load("teller", new Teller());
    server = start("teller", Teller.Start.ok());
  }

  private static ExitReason.CallFailed failure(Runnable call) {
    return catchThrowableOfType(CallFailedException.class, call::run).reason();
  }

  private ExitReason failureOf(Call<?> call) {
    return failure(() -> Servers.of(server).call(call)).reason();
  }

  private List<String> items() {
    return Servers.of(server).call(new Teller.Items());
  }

  private static Object told(String what) {
    return Processes.receive(Told.class, told -> told.what().equals(what), Await.CAP)
        .orElseThrow(() -> new AssertionError("not told: " + what))
        .with();
  }

  @Test
  void aCallIsRepliedToAndChangesTheState() {
    int first = Servers.of(server).call(new Teller.AddAnd("a", Then.WAIT));
    int second = Servers.of(server).call(new Teller.AddAnd("b", Then.HIBERNATE));

    assertThat(List.of(first, second)).containsExactly(1, 2);
    assertThat(items()).containsExactly("a", "b");
  }

  @Test
  void aCastIsHandledBeforeACallThatIsSentAfterIt() {
    Servers.of(server).cast(new Teller.Add("a"));

    assertThat(items()).containsExactly("a");
  }

  @Test
  void aCastToAnUnknownNameIsNoError() {
    Servers.of("nobody").cast(new Teller.Add("a"));

    assertThat(items()).isEmpty();
  }

  @Test
  void aServerIsFoundByItsName() {
    Pid named = start("teller", Teller.Start.ok(), "the teller");
    try {
      Servers.of("the teller").cast(new Teller.Add("a"));

      assertThat(Servers.of("the teller").call(new Teller.Items())).containsExactly("a");
    } finally {
      Servers.of(named).stop(ExitReason.NORMAL, Await.CAP);
    }
  }

  @Test
  void anythingElseThatIsSentComesToHandleInfo() {
    send(server, "hello");

    assertThat(told("info")).isEqualTo("hello");
  }

  @Test
  void aMonitorOfTheServerTellsHandleInfo() {
    Pid gone = spawnMonitor(Processes.stop()).pid();
    Down down = await(Down.class);
    send(server, down);

    assertThat(told("info")).isEqualTo(down);
    assertThat(down.pid()).isEqualTo(gone);
  }

  @Test
  void whenNoMessageComesInTimeHandleInfoIsTold() {
    int _ = Servers.of(server).call(new Teller.AddAnd("a", Then.timeout(SHORT)));

    assertThat(told("info")).isEqualTo(Idle.TIMEOUT);
  }

  @Test
  void aMessageEndsTheIdleTimeOut() {
    int _ = Servers.of(server).call(new Teller.AddAnd("a", Then.timeout(Duration.ofHours(1))));
    int _ = Servers.of(server).call(new Teller.AddAnd("b", Then.WAIT));

    Node.untilWaiting(server);
    assertThat(items()).containsExactly("a", "b");
  }

  /** Observation o.8: handle_continue runs before queued messages. */
  @Test
  void aContinuationRunsBeforeMessagesThatWait() throws InterruptedException {
    var end = new CountDownLatch(1);
    block(end);
    Pid other = adds("b");
    Servers.of(server).cast(new Teller.Add("c"));

    end.countDown();

    Await.until(() -> !Processes.isAlive(other));
    assertThat(items()).containsSubsequence("b", "continue x", "c");
  }

  /** A process that adds an item and lets the server continue; its request is in the mailbox. */
  private Pid adds(String item) {
    Pid other =
        Processes.spawn(() -> {
          int _ = Servers.of(server).call(new Teller.AddAnd(item, Then.continueWith("x")));
        });
    Node.untilWaiting(other);
    return other;
  }

  private Pid block(CountDownLatch end) throws InterruptedException {
    var begun = new CountDownLatch(1);
    Pid caller =
        Processes.spawn(() -> {
          var _ = Servers.of(server).call(new Teller.Block(begun, end));
        });
    begun.await();
    return caller;
  }

  @Test
  void aCallOfAnUnknownNameFails() {
    var failed = failure(() -> Servers.of("nobody").call(new Teller.Items()));

    assertThat(failed.reason()).isEqualTo(ExitReason.NOPROC);
    assertThat(failed.call()).contains("nobody").contains("Items[]");
  }

  @Test
  void aCallOfAnEndedServerFails() {
    Servers.of(server).stop(ExitReason.NORMAL, Await.CAP);

    assertThat(failureOf(new Teller.Items())).isEqualTo(ExitReason.NOPROC);
  }

  /** Observation o.8: late reply (alias: dropped). */
  @Test
  void aReplyThatComesTooLateIsNeverDelivered() {
    var end = new CountDownLatch(1);
    var block = new Teller.Block(new CountDownLatch(1), end);

    var failed = failure(() -> Servers.of(server).call(block, SHORT));
    end.countDown();

    assertThat(failed.reason()).isEqualTo(ExitReason.of("timeout"));
    assertThat(items()).isEmpty();
    assertThat(Processes.receive(Object.class, Duration.ZERO)).isEmpty();
  }

  @Test
  void aServerThatCallsItselfIsToldSo() {
    ExitReason reason = failureOf(new Teller.CallYourself());

    assertThat(reason).isInstanceOf(ExitReason.CallFailed.class);
    assertThat(((ExitReason.CallFailed) reason).reason()).isEqualTo(ExitReason.of("calling_self"));
  }

  @Test
  void aCallbackThatThrowsEndsTheServerAndTheCallAfterTerminate() {
    ExitReason reason = failureOf(new Teller.Fail(new IllegalStateException("no")));

    assertThat(reason).hasToString("java.lang.IllegalStateException: no");
    assertThat(told("terminate")).isEqualTo(reason);
    assertThat(Processes.isAlive(server)).isFalse();
  }

  @Test
  void aCallbackThatRunsOutOfMemoryEndsTheServerAsAnyOther() {
    ExitReason reason = failureOf(new Teller.RunOutOfMemory());

    assertThat(reason).hasToString("java.lang.OutOfMemoryError: on purpose");
    assertThat(told("terminate")).isEqualTo(reason);
    assertThat(Processes.isAlive(server)).isFalse();
  }

  @Test
  void aCallbackThatExitsEndsTheServerAfterTerminate() {
    assertThat(failureOf(new Teller.Exit(BROKEN))).isEqualTo(BROKEN);
    assertThat(told("terminate")).isEqualTo(BROKEN);
  }

  @Test
  void aResultThatStopsEndsTheServerAndTheCall() {
    assertThat(failureOf(new Teller.Stop(BROKEN))).isEqualTo(BROKEN);
    assertThat(told("terminate")).isEqualTo(BROKEN);
  }

  @Test
  void theReplyOfAResultThatStopsComesAfterTerminate() {
    String reply = Servers.of(server).call(new Teller.StopReply(ExitReason.NORMAL));

    assertThat(reply).isEqualTo("bye");
    assertThat(Processes.receive(Told.class, Duration.ZERO)).isPresent();
  }

  @Test
  void aCallbackThatReturnsNothingIsABadReturnValue() {
    assertThat(failureOf(new Teller.Nothing())).isEqualTo(ExitReason.of("bad_return_value"));
  }

  /** Observation m.9: the caller sees killed, and terminate is not called. */
  @Test
  void aServerThatIsKilledDoesNotTerminate() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var call = new Teller.Block(begun, new CountDownLatch(1));
    var caller = spawnMonitor(Once.of(() -> Servers.of(server).call(call)));
    begun.await();

    Node.kill(server);

    ExitReason reason = await(Down.class).reason();
    assertThat(reason).isInstanceOf(ExitReason.CallFailed.class);
    assertThat(((ExitReason.CallFailed) reason).reason()).isEqualTo(ExitReason.KILLED);
    assertThat(caller.pid()).isNotNull();
    assertThat(Processes.receive(Told.class, Duration.ZERO)).isEmpty();
  }

  @Test
  void aCallerThatIsKilledWhileItWaitsEnds() throws InterruptedException {
    var end = new CountDownLatch(1);
    Pid caller = block(end);
    Node.untilWaiting(caller);
    assertThat(Node.running(caller).waitsFor()).contains("a reply of " + server);

    Node.kill(caller);

    Await.until(
        () -> Node.PROCESSES.running().stream().noneMatch(process -> process.pid().equals(caller)));
    end.countDown();
    assertThat(items()).isEmpty();
  }

  @Test
  void aServerMayReplyLaterFromAnywhere() {
    Pid me = self();
    Pid caller =
        Processes.spawn(() -> send(me, "it said " + Servers.of(server).call(new Teller.Later())));

    From from = (From) told("from");
    Servers.reply(from, "yes");
    Servers.reply(from, "no");

    assertThat(from.pid()).isEqualTo(caller);
    assertThat(await(String.class)).isEqualTo("it said yes");
  }

  @Test
  void severalServersAreAskedAtOnceAndTheOthersAreNamed() {
    Pid second = start("teller", Teller.Start.ok());
    Servers.of(second).cast(new Teller.Add("x"));
    Pid gone = Processes.spawn(Processes.stop());
    Await.until(() -> !Processes.isAlive(gone));

    MultiReply<Pid, List<String>> reply =
        Servers.multiCall(List.of(server, gone, second), new Teller.Items(), Await.CAP);

    assertThat(reply.replies()).isEqualTo(Map.of(server, List.of(), second, List.of("x")));
    assertThat(reply.bad()).containsExactly(gone);
  }

  @Test
  void aServerThatDoesNotReplyInTimeIsNamedToo() throws InterruptedException {
    var end = new CountDownLatch(1);
    block(end);

    MultiReply<Pid, List<String>> reply =
        Servers.multiCall(List.of(server), new Teller.Items(), SHORT);

    assertThat(reply.bad()).containsExactly(server);
    end.countDown();
  }

  @Test
  void stopWaitsForTheEnd() {
    Servers.of(server).stop(ExitReason.SHUTDOWN, Await.CAP);

    assertThat(Processes.isAlive(server)).isFalse();
    assertThat(told("terminate")).isEqualTo(ExitReason.SHUTDOWN);
  }

  @Test
  void stopOfAnUnknownNameFails() {
    Servers.of(server).stop(ExitReason.NORMAL, Await.CAP);

    assertThat(failure(() -> Servers.of(server).stop(ExitReason.NORMAL, Await.CAP)).reason())
        .isEqualTo(ExitReason.NOPROC);
  }

  private record Unknown() implements Call<String> {}

  @Test
  void aRequestThatTheServerDoesNotKnowIsItsCallersAffair() {
    assertThat(failureOf(new Unknown()).toString()).contains("HandoverException");
    assertThat(items()).isEmpty();
  }

  @Test
  void aCastThatTheServerDoesNotKnowIsDropped() {
    Servers.of(server).cast("rubbish");

    assertThat(items()).isEmpty();
  }

  @Test
  void withoutARuntimeTheFunctionsSayWhatIsMissing() {
    Node.stopped();

    assertThatThrownBy(() -> Servers.of(server).call(new Teller.Items()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("baton.otp");
  }
}
