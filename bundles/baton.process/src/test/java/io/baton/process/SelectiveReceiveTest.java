package io.baton.process;

import static io.baton.api.process.Processes.demonitor;
import static io.baton.api.process.Processes.makeRef;
import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.fixtures.Await.CAP;
import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.inProcess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.process.Pid;
import io.baton.api.process.Ref;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages that a receive tests when very many unwanted ones wait. */
class SelectiveReceiveTest {
  private static final int MANY = 100_000;

  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  private record Answer(Ref ref, int value) {}

  private static void manyUnwantedMessages() {
    for (int i = 0; i < MANY; i++) {
      send(self(), i);
    }
    assertThat(receive(Scene.Never.class, Duration.ZERO)).isEmpty();
  }

  @Test
  void receiveThatWaitsAsksOfEachMessageOnce() {
    Pid test = self();
    List<Integer> asked = new ArrayList<>();
    send(test, 1);
    send(test, 2);
    spawn(() -> {
      for (int i = 3; i <= 5; i++) {
        until(() -> active.process(test).waitsFor().isPresent());
        send(test, i);
      }
    });

    Optional<Integer> found =
        receive(
            Integer.class,
            i -> {
              asked.add(i);
              return i == 5;
            },
            CAP);

    assertThat(found).contains(5);
    assertThat(asked).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void receiveWithARefDoesNotTestMessagesThatWereSkippedBefore() {
    manyUnwantedMessages();
    var asked = new AtomicInteger();
    for (int i = 0; i < 1_000; i++) {
      Ref ref = makeRef();
      send(self(), new Answer(ref, i));

      Answer answer =
          (Answer)
              receive(
                  ref,
                  Object.class,
                  message -> {
                    asked.incrementAndGet();
                    return message instanceof Answer found && found.ref().equals(ref);
                  });

      assertThat(answer.value()).isEqualTo(i);
    }
    assertThat(asked).hasValue(1_000);
  }

  @Test
  void receiveWithARefFindsWhatOthersHaveLeftSince() {
    manyUnwantedMessages();
    Ref ref = makeRef();
    send(self(), new Answer(ref, 7));
    send(self(), "other");
    assertThat(receive(Scene.Never.class, Duration.ZERO)).isEmpty();

    Optional<Answer> answer = receive(ref, Answer.class, _ -> true, Duration.ZERO);

    assertThat(answer).contains(new Answer(ref, 7));
    assertThat(receive(ref, Integer.class, _ -> true, Duration.ZERO)).isEmpty();
    assertThat(receive(Integer.class)).isZero();
    assertThat(receive(String.class)).isEqualTo("other");
  }

  @Test
  void receiveWithARefFindsNothingOlderOnceItsMessagesWereTaken() {
    manyUnwantedMessages();
    Ref ref = makeRef();
    for (int i = 0; i < 3; i++) {
      assertThat(receive(Integer.class, n -> n == MANY - 1)).isEqualTo(MANY - 1);
      send(self(), MANY - 1);
      assertThat(receive(Scene.Never.class, Duration.ZERO)).isEmpty();
    }

    assertThat(receive(ref, Integer.class, _ -> true)).isEqualTo(MANY - 1);
    assertThat(receive(ref, Integer.class, _ -> true, Duration.ZERO)).isEmpty();
  }

  @Test
  void receiveWithARefWaitsForTheAnswer() {
    manyUnwantedMessages();
    Pid test = self();
    Ref ref = makeRef();
    spawn(() -> {
      until(() -> active.process(test).waitsFor().isPresent());
      send(test, new Answer(ref, 1));
    });

    Answer answer = receive(ref, Answer.class, a -> a.ref().equals(ref));

    assertThat(answer).isEqualTo(new Answer(ref, 1));
  }

  @Test
  void refOfAnotherProcessChangesNothing() throws Exception {
    send(self(), "first");
    assertThat(receive(Scene.Never.class, Duration.ZERO)).isEmpty();
    Ref other =
        inProcess(() -> {
          send(self(), 1);
          receive(Scene.Never.class, Duration.ZERO);
          return makeRef();
        });

    assertThat(receive(other, String.class, _ -> true, Duration.ZERO)).contains("first");
  }

  @Test
  void everyRefIsAnother() {
    assertThat(makeRef()).isNotEqualTo(makeRef());
    assertThat(makeRef().toString()).matches("#Ref<\\d+>");
  }

  @Test
  void unwantedMessagesStayInOrder() {
    manyUnwantedMessages();

    assertThat(receive(Integer.class, n -> n == MANY / 2)).isEqualTo(MANY / 2);

    assertThat(active.process(self()).mailbox().length()).isEqualTo(MANY - 1);
    for (int i = 0; i < MANY; i++) {
      if (i != MANY / 2) {
        assertThat(receive(Integer.class)).isEqualTo(i);
      }
    }
  }

  @Test
  void conditionThatReceivesIsRefusedAndNothingIsLost() {
    send(self(), "a");
    send(self(), "b");

    assertThatThrownBy(() -> receive(String.class, _ -> receive(Object.class) != null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the condition of a receive must not receive or demonitor itself");

    assertThat(List.of(receive(String.class), receive(String.class))).containsExactly("a", "b");
  }

  @Test
  void demonitorOfALivingProcessDoesNotSearchTheMailbox() {
    var process = Scene.idle();
    var ref = monitor(process.pid());
    send(self(), "a");

    String taken =
        receive(
            String.class,
            _ -> {
              demonitor(ref);
              return true;
            });

    assertThat(taken).isEqualTo("a");
  }
}
