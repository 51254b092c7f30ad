package io.baton.process;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.fixtures.Await.CAP;
import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.Never;
import static io.baton.process.Scene.inProcess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReceiveTest {
  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  private sealed interface Message {}

  private record Get(int id) implements Message {}

  private record Put(String text) implements Message {}

  private static void sendAll(Object... messages) {
    for (Object message : messages) {
      send(self(), message);
    }
  }

  private static List<Object> rest() {
    List<Object> all = new ArrayList<>();
    Optional<Object> next = receive(Object.class, Duration.ZERO);
    while (next.isPresent()) {
      all.add(next.get());
      next = receive(Object.class, Duration.ZERO);
    }
    return all;
  }

  @Test
  void takesTheFirstOfItsTypeAndLeavesTheRestInOrder() {
    sendAll("a", "b", 1, "c", 2);

    int first = receive(Integer.class);

    assertThat(first).isEqualTo(1);
    assertThat(rest()).containsExactly("a", "b", "c", 2);
  }

  @Test
  void takesEverySubtypeOfASealedInterface() {
    sendAll("a", new Put("x"), new Get(1));

    Message first = receive(Message.class);
    Message second = receive(Message.class);

    assertThat(List.of(first, second)).containsExactly(new Put("x"), new Get(1));
    assertThat(rest()).containsExactly("a");
  }

  @Test
  void takesTheFirstThatFulfilsTheCondition() {
    sendAll(new Get(1), new Get(2), new Get(3), new Get(2));

    Get taken = receive(Get.class, get -> get.id() == 2);

    assertThat(taken).isEqualTo(new Get(2));
    assertThat(rest()).containsExactly(new Get(1), new Get(3), new Get(2));
  }

  @Test
  void conditionIsAskedInOrderOfArrivalAndForItsTypeOnly() {
    List<Integer> asked = new ArrayList<>();
    sendAll(3, "x", 1, 2, 5);

    int taken =
        receive(
            Integer.class,
            i -> {
              asked.add(i);
              return i == 2;
            });

    assertThat(taken).isEqualTo(2);
    assertThat(asked).containsExactly(3, 1, 2);
  }

  @Test
  void conditionThatThrowsLeavesTheMailboxAsItWas() {
    sendAll("a", 1, "b");

    assertThatThrownBy(() ->
            receive(
                Integer.class,
                _ -> {
                  throw new IllegalStateException("no");
                }))
        .hasMessage("no");

    assertThat(rest()).containsExactly("a", 1, "b");
  }

  @Test
  void conditionMaySend() {
    sendAll(1);

    receive(
        Integer.class,
        i -> {
          send(self(), "seen " + i);
          return true;
        });

    assertThat(rest()).containsExactly("seen 1");
  }

  @Test
  void messageThatArrivesWhileOthersAreSkippedIsTaken() throws Exception {
    Pid waiting =
        Processes.spawn(() -> {
          Pid test = receive(Pid.class);
          send(test, receive(Integer.class));
          send(test, receive(String.class));
        });
    send(waiting, "first");
    send(waiting, self());
    until(() -> active.process(waiting).waitsFor().equals(Optional.of("receive Integer")));

    send(waiting, "second");
    send(waiting, 1);

    assertThat(receive(Integer.class, CAP)).contains(1);
    assertThat(receive(String.class, CAP)).contains("first");
  }

  @Test
  void waitingProcessSaysWhatItWaitsFor() {
    var process = Scene.idle();

    until(() -> active.process(process.pid()).waitsFor().isPresent());

    assertThat(active.process(process.pid()).waitsFor()).contains("receive Never");
  }

  @Test
  void processThatDoesNotWaitSaysNothing() throws Exception {
    Optional<String> waitsFor = inProcess(() -> active.process(self()).waitsFor());

    assertThat(waitsFor).isEmpty();
  }

  @Test
  void timeOutOfZeroChecksTheMailboxOnce() {
    sendAll("a");

    assertThat(receive(Never.class, Duration.ZERO)).isEmpty();
    assertThat(receive(String.class, Duration.ZERO)).contains("a");
    assertThat(receive(String.class, Duration.ZERO)).isEmpty();
  }

  @Test
  void nothingInTimeIsEmptyAndLeavesTheRest() {
    sendAll("a");

    Optional<Never> found = receive(Never.class, Duration.ofMillis(1));

    assertThat(found).isEmpty();
    assertThat(rest()).containsExactly("a");
  }

  @Test
  void conditionHoldsWithATimeOutToo() {
    sendAll(1, 2);

    Optional<Integer> found = receive(Integer.class, i -> i == 2, Duration.ofMillis(1));
    Optional<Integer> none = receive(Integer.class, i -> i == 2, Duration.ofMillis(1));

    assertThat(found).contains(2);
    assertThat(none).isEmpty();
  }

  @Test
  void messageThatArrivesInTimeIsTaken() {
    Pid test = self();
    Processes.spawn(() -> {
      until(() -> active.process(test).waitsFor().isPresent());
      send(test, "in time");
    });

    Optional<String> found = receive(String.class, CAP);

    assertThat(found).contains("in time");
  }

  @Test
  void timeThatIsTooLongToCountIsForEver() {
    Pid test = self();
    Processes.spawn(() -> {
      until(() -> active.process(test).waitsFor().isPresent());
      send(test, "at last");
    });

    Optional<String> found = receive(String.class, Duration.ofSeconds(Long.MAX_VALUE));

    assertThat(found).contains("at last");
  }

  @Test
  void negativeTimeIsRefused() {
    assertThatThrownBy(() -> receive(String.class, Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a time-out must not be negative, was PT-0.001S");
  }
}
