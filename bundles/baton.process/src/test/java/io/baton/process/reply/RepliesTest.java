package io.baton.process.reply;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.fixtures.Await.CAP;
import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.idle;
import static io.baton.process.Scene.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.process.Down;
import io.baton.api.process.Exit;
import io.baton.api.process.ExitReason;
import io.baton.api.process.MailboxFullException;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.Processes;
import io.baton.api.process.SpawnOptions;
import io.baton.api.process.Spawned;
import io.baton.api.server.ServerRuntime.Tie;
import io.baton.process.ActiveRuntime;
import io.baton.process.Scene;
import io.baton.process.state.AwaitedReply;
import io.baton.process.state.LocalProcess;
import io.baton.spi.Replies;
import io.baton.spi.Replies.Outcome;
import io.baton.spi.Replies.Slot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests with one answer, which comes past the mailbox. */
class RepliesTest {
  private static final ExitReason BROKEN = ExitReason.of("broken");
  private static final Duration SHORT = Duration.ofMillis(2);

  /** More than there are lists of callers that wait. */
  private static final int CALLERS = 300;

  @RegisterExtension private final ActiveRuntime active = new ActiveRuntime();

  private AwaitedReplies replies;

  private record Question(Slot slot) {}

  @BeforeEach
  void start() {
    replies = active.runtime().replies();
  }

  /** A process that answers one question with two answers. */
  private static Pid answering() {
    return spawn(() -> {
      Slot slot = receive(Question.class).slot();
      slot.answer("first");
      slot.answer("second");
    });
  }

  @Test
  void theFirstAnswerCounts() {
    Outcome outcome = replies.ask(answering(), Question::new).await(CAP);

    assertThat(outcome).isEqualTo(new Outcome.Answered("first"));
  }

  @Test
  void anEndedProcessIsNoProcess() {
    Spawned gone = Processes.spawnMonitor(Processes.stop());
    receive(Down.class);

    Outcome outcome = replies.ask(gone.pid(), Question::new).await(CAP);

    assertThat(outcome).isEqualTo(new Outcome.Ended(ExitReason.NOPROC));
  }

  @Test
  void theEndOfTheProcessIsAnAnswerToo() {
    Pid process =
        spawn(() -> {
          var _ = receive(Question.class);
          Processes.exit(BROKEN);
        });

    assertThat(replies.ask(process, Question::new).await(CAP)).isEqualTo(new Outcome.Ended(BROKEN));
  }

  @Test
  void endOfTheProcessReachesEveryCallerThatWaits() {
    Pid process = idle().pid();
    Slot first = replies.ask(process, Question::new);
    Slot second = replies.ask(process, Question::new);
    Slot third = replies.ask(process, Question::new);
    second.forget();

    Processes.exit(process, BROKEN);

    assertThat(first.await(CAP)).isEqualTo(new Outcome.Ended(BROKEN));
    assertThat(third.await(CAP)).isEqualTo(new Outcome.Ended(BROKEN));
    assertThat(second.await(SHORT)).isEqualTo(new Outcome.TimedOut());
  }

  @Test
  void anAnswerThatComesTooLateIsDropped() {
    var asked = new CountDownLatch(1);
    Pid process =
        spawn(() -> {
          Slot slot = receive(Question.class).slot();
          try {
            asked.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          slot.answer("late");
        });
    Slot slot = replies.ask(process, Question::new);

    Outcome outcome = slot.await(SHORT);
    asked.countDown();
    until(() -> !Processes.isAlive(process));

    assertThat(outcome).isEqualTo(new Outcome.TimedOut());
    assertThat(receive(Object.class, Duration.ZERO)).isEmpty();
  }

  /** Longer than the moment in which there is a timer of its own. */
  @Test
  void alsoALongTimeEnds() {
    Duration time = AwaitedReply.EXACT.plus(SHORT);

    assertThat(replies.ask(idle().pid(), Question::new).await(time))
        .isEqualTo(new Outcome.TimedOut());
  }

  @Test
  void ofManyLongWaitsTheOnesThatAreAnsweredEndAndTheOthersTimeOut() {
    var asked = new ConcurrentLinkedQueue<Slot>();
    var outcomes = new ConcurrentLinkedQueue<Outcome>();
    Pid silent =
        spawn(() -> {
          while (asked.size() < CALLERS) {
            asked.add(receive(Question.class).slot());
          }
          var _ = receive(String.class);
        });
    Duration time = AwaitedReply.EXACT.plus(SHORT);
    for (int i = 0; i < CALLERS; i++) {
      spawn(() -> outcomes.add(replies.ask(silent, Question::new).await(time)));
    }
    until(() -> asked.size() == CALLERS);

    List<Slot> answered = List.copyOf(asked).subList(CALLERS / 3, CALLERS / 2);
    answered.forEach(slot -> slot.answer("yes"));

    until(() -> outcomes.size() == CALLERS);
    assertThat(outcomes)
        .containsOnly(new Outcome.Answered("yes"), new Outcome.TimedOut())
        .filteredOn(new Outcome.Answered("yes")::equals)
        .hasSameSizeAs(answered);
  }

  @Test
  void waitingCallerNamesTheProcessThatIsAsked() {
    Pid asked = idle().pid();
    Pid caller = spawn(() -> replies.ask(asked, Question::new).await(CAP));
    LocalProcess waiting = active.process(caller);

    until(() -> waiting.waitsFor().isPresent());
    assertThat(waiting.waitsFor()).contains("a reply of " + asked);
  }

  @Test
  void waitingCallerCanBeKilled() {
    Pid asked = idle().pid();
    Spawned caller =
        Processes.spawnMonitor(once(() -> replies.ask(asked, Question::new).await(CAP)));
    LocalProcess waiting = active.process(caller.pid());
    until(() -> waiting.waitsFor().isPresent());

    Processes.exit(caller.pid(), ExitReason.KILL);

    assertThat(Scene.reason(caller)).isEqualTo(ExitReason.KILLED);
    until(() -> !active.runtime().running().contains(waiting));
  }

  @Test
  void threadThatIsEndedGetsItsExitOnce() throws Exception {
    Pid me = self();
    Pid asked = idle().pid();
    Pid _ =
        spawn(() -> {
          until(() -> active.process(me).waitsFor().isPresent());
          Processes.exit(me, ExitReason.KILL);
        });

    assertThatThrownBy(() -> replies.ask(asked, Question::new).await(CAP))
        .isInstanceOf(ProcessExit.class);
    assertThat(self()).isNotEqualTo(me);
  }

  @Test
  void anInterruptDoesNotEndTheWait() {
    Pid process = answering();
    Thread.currentThread().interrupt();

    Outcome outcome = replies.ask(process, Question::new).await(CAP);

    assertThat(outcome).isEqualTo(new Outcome.Answered("first"));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void theFirstWordOfANewProcessIsWaitedFor() {
    Replies.Born born = replies.spawn(slot -> once(() -> slot.answer(self())), Tie.NONE);

    assertThat(born.slot().await(CAP)).isEqualTo(new Outcome.Answered(born.pid()));
    assertThat(born.ref()).isEmpty();
  }

  @Test
  void aNewProcessThatEndsWithoutAWordSaysWhy() {
    Replies.Born born = replies.spawn(_ -> once(() -> Processes.exit(BROKEN)), Tie.MONITOR);

    assertThat(born.slot().await(CAP)).isEqualTo(new Outcome.Ended(BROKEN));
    assertThat(receive(Down.class, Duration.ZERO))
        .contains(new Down(born.ref().orElseThrow(), born.pid(), BROKEN));
  }

  /** A linked caller has the exit signal when it gets the outcome that there is no reply. */
  @Test
  void theSignalOfALinkComesBeforeTheOutcome() {
    Processes.trapExits(true);
    Replies.Born born = replies.spawn(_ -> once(() -> Processes.exit(BROKEN)), Tie.LINK);

    Outcome outcome = born.slot().await(CAP);

    assertThat(outcome).isEqualTo(new Outcome.Ended(BROKEN));
    assertThat(receive(Exit.class, Duration.ZERO)).contains(new Exit(born.pid(), BROKEN));
  }

  @Test
  void aSlotIsOfTheProcessThatAsked() {
    Slot slot = replies.ask(idle().pid(), Question::new);

    assertThat(slot.pid()).isEqualTo(self());
    send(self(), "and its mailbox is its own");
    assertThat(receive(String.class)).isNotEmpty();
    slot.forget();
  }

  @Test
  void aQuestionThatCannotBeSentLeavesNoSlotBehind() {
    Pid full =
        Processes.spawn(
            once(() -> receive(Scene.Never.class)),
            SpawnOptions.NONE.bounded(1, SpawnOptions.WhenFull.REFUSE));
    send(full, "one");
    var asked = new AtomicReference<Slot>();
    assertThatThrownBy(() ->
            replies.ask(
                full,
                slot -> {
                  asked.set(slot);
                  return new Question(slot);
                }))
        .isInstanceOf(MailboxFullException.class);

    Processes.exit(full, BROKEN);

    assertThat(asked.get().await(SHORT)).isEqualTo(new Outcome.TimedOut());
  }
}
