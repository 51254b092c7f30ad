package io.baton.process.timer;

import static io.baton.api.process.ExitReason.KILL;
import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.register;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.api.process.Timers.cancelTimer;
import static io.baton.api.process.Timers.sendAfter;
import static io.baton.fixtures.Await.CAP;
import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.once;
import static io.baton.process.Scene.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.process.Pid;
import io.baton.api.process.SpawnOptions;
import io.baton.api.process.TimerRef;
import io.baton.process.ActiveRuntime;
import io.baton.process.Race;
import io.baton.process.Scene;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Observed of Erlang/OTP in o.7: integer, false when cancelled twice or after expiry, no receiver.
 */
class TimerTest {
  private static final Duration LATER = Duration.ofDays(1);
  private static final Duration SOON = Duration.ofMillis(1);

  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  private int waiting() {
    return ((MessageTimers) active.runtime().timers()).waiting();
  }

  @Test
  void messageComesWhenTheTimeIsOver() {
    sendAfter(SOON, self(), "hello");

    assertThat(receive(String.class, CAP)).contains("hello");
  }

  @Test
  void messagesComeInTheOrderOfTheirTimes() {
    sendAfter(Duration.ofMillis(20), self(), "second");
    sendAfter(Duration.ZERO, self(), "first");

    assertThat(receive(String.class, CAP)).contains("first");
    assertThat(receive(String.class, CAP)).contains("second");
  }

  @Test
  void cancelledTimerSaysHowLongItWouldHaveTakenAndSendsNothing() {
    TimerRef timer = sendAfter(LATER, self(), "hello");

    Optional<Duration> rest = cancelTimer(timer);

    assertThat(rest.orElseThrow()).isBetween(Duration.ofHours(23), LATER);
    assertThat(waiting()).isZero();
    assertThat(receive(String.class, Duration.ZERO)).isEmpty();
  }

  @Test
  void timerIsCancelledOnce() {
    TimerRef timer = sendAfter(LATER, self(), "hello");
    cancelTimer(timer);

    assertThat(cancelTimer(timer)).isEmpty();
  }

  @Test
  void timerThatHasSentCannotBeCancelled() {
    TimerRef timer = sendAfter(SOON, self(), "late");
    assertThat(receive(String.class, CAP)).contains("late");

    assertThat(cancelTimer(timer)).isEmpty();
  }

  @Test
  void unknownTimerCannotBeCancelled() {
    assertThat(cancelTimer(new TimerRef(4711))).isEmpty();
  }

  @Test
  void timerToAnEndedProcessIsNone() {
    var process = Scene.idle();
    exit(process.pid(), KILL);

    TimerRef timer = sendAfter(LATER, process.pid(), "hello");

    assertThat(cancelTimer(timer)).isEmpty();
    assertThat(waiting()).isZero();
  }

  @Test
  void timersGoWithTheirReceiver() {
    var process = Scene.idle();
    TimerRef timer = sendAfter(LATER, process.pid(), "hello");

    exit(process.pid(), KILL);

    assertThat(waiting()).isZero();
    assertThat(cancelTimer(timer)).isEmpty();
  }

  @Test
  void messageOfADroppedTimerIsNotHeld() {
    var process = Scene.idle();
    var message = new WeakReference<>(new Object());
    sendAfter(LATER, process.pid(), message.get());

    exit(process.pid(), KILL);

    until(() -> {
      System.gc();
      return message.get() == null;
    });
    assertThat(reason(process)).hasToString("killed");
  }

  @Test
  void endOfTheSenderDoesNotConcernTheTimer() {
    Pid test = self();

    spawn(() -> sendAfter(Duration.ofMillis(5), test, "hello"));

    assertThat(receive(String.class, CAP)).contains("hello");
  }

  @Test
  void nameIsLookedUpWhenTheTimerFires() {
    TimerRef timer = sendAfter(Duration.ofMillis(200), "clock", "hello");

    register("clock", self());

    assertThat(receive(String.class, CAP)).contains("hello");
    assertThat(cancelTimer(timer)).isEmpty();
  }

  @Test
  void messageToAFreeNameIsDropped() {
    TimerRef timer = sendAfter(SOON, "nobody", "hello");

    until(() -> waiting() == 0);

    assertThat(cancelTimer(timer)).isEmpty();
  }

  @Test
  void messageToAFullMailboxIsDropped() {
    Pid full =
        spawn(
            once(() -> receive(Scene.Never.class)),
            SpawnOptions.NONE.bounded(1, SpawnOptions.WhenFull.REFUSE));
    send(full, "first");

    sendAfter(Duration.ZERO, full, "second");

    until(() -> waiting() == 0);
    until(() -> active.process(full).mailbox().dropped() == 1);
    exit(full, KILL);
  }

  @Test
  void negativeDelayIsRefused() {
    assertThatThrownBy(() -> sendAfter(Duration.ofMillis(-1), self(), "hello"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a delay must not be negative, was PT-0.001S");
  }

  @Test
  void delayThatIsTooLongToCountIsNever() {
    TimerRef timer = sendAfter(Duration.ofSeconds(Long.MAX_VALUE), self(), "hello");
    sendAfter(SOON, self(), "soon");

    assertThat(receive(String.class, CAP)).contains("soon");
    assertThat(cancelTimer(timer)).isPresent();
  }

  @Test
  void aHundredThousandTimersComeAndGo() {
    List<TimerRef> timers = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      timers.add(sendAfter(LATER, self(), i));
    }
    assertThat(waiting()).isEqualTo(100_000);

    timers.forEach(timer -> assertThat(cancelTimer(timer)).isPresent());

    assertThat(waiting()).isZero();
  }

  /** Cancelled in time: no message. Otherwise the message. Never both, never neither. */
  @Test
  void cancelAgainstExpiryHasOneOutcome() {
    for (int i = 0; i < 1_000; i++) {
      TimerRef timer = sendAfter(Duration.ofNanos(50_000), self(), i);

      boolean cancelled = cancelTimer(timer).isPresent();

      assertThat(receive(Integer.class, cancelled ? Duration.ZERO : CAP).isPresent())
          .isNotEqualTo(cancelled);
    }
  }

  /** Started before the end of the receiver or after it: nothing of it is left. */
  @Test
  void startAgainstTheEndOfTheReceiverLeavesNothing() throws Exception {
    Race.run(() ->
        new Race.Round() {
          private final Pid other = spawn(() -> receive(Scene.Never.class));

          @Override
          public void here() {
            sendAfter(LATER, other, "hello");
          }

          @Override
          public void there() {
            exit(other, KILL);
          }

          @Override
          public void check() {
            assertThat(waiting()).isZero();
          }
        });
  }
}
