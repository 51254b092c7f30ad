package io.baton.process;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.register;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawnMonitor;
import static io.baton.fixtures.Await.CAP;
import static io.baton.process.Scene.once;
import static io.baton.process.Scene.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.process.Pid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SendTest {
  private static final int MANY = 10_000;

  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  @Test
  void messagesFromOneProcessArriveInTheOrderOfSending() {
    Pid test = self();

    spawnMonitor(once(() -> IntStream.range(0, MANY).forEach(i -> send(test, i))));

    List<Integer> received = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      received.add(receive(Integer.class, CAP).orElseThrow());
    }
    assertThat(received).isEqualTo(IntStream.range(0, MANY).boxed().toList());
  }

  @Test
  void messagesFromSeveralProcessesKeepTheOrderOfEach() {
    record Numbered(Pid from, int number) {}

    Pid test = self();
    List<Pid> senders = new ArrayList<>();
    for (int s = 0; s < 4; s++) {
      senders.add(
          spawnMonitor(
                  once(() ->
                      IntStream.range(0, 1_000).forEach(i -> send(test, new Numbered(self(), i)))))
              .pid());
    }

    List<Numbered> received = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      received.add(receive(Numbered.class, CAP).orElseThrow());
    }

    for (Pid sender : senders) {
      assertThat(received.stream().filter(m -> m.from() == sender).map(Numbered::number))
          .isSorted()
          .hasSize(1_000);
    }
  }

  @Test
  void messageIsHandedOverAsItIs() {
    Object message = new Object();

    send(self(), message);

    assertThat(receive(Object.class)).isSameAs(message);
  }

  @Test
  void messageToAnEndedProcessIsNoError() {
    var ended = spawnMonitor(once(() -> {}));
    reason(ended);

    assertThatCode(() -> send(ended.pid(), "hello")).doesNotThrowAnyException();
  }

  @Test
  void messageToANameReachesItsPresentOwner() {
    register("test", self());

    send("test", "hello");

    assertThat(receive(String.class, Duration.ZERO)).contains("hello");
  }

  @Test
  void messageToAFreeNameIsRefused() {
    assertThatThrownBy(() -> send("nobody", "hello"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no process is registered as nobody");
  }

  @Test
  void messageToAPidOfAnotherSystemIsRefused() {
    Pid foreign = () -> 42;

    assertThatThrownBy(() -> send(foreign, "hello"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a pid of this system: ");
  }
}
