package io.baton.itests;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.api.process.Processes.whereis;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.Test;

/** A process switches only by its own qualified call. */
public class SwitchIT extends CounterTest {
  private static List<String> ask(Pid counter, int times) {
    return IntStream.range(0, times).mapToObj(_ -> ask(counter)).toList();
  }

  /** Promise 3: waiting in receive is being in the version that waits. The seed's 0, 0, 1, 2. */
  @Test
  public void theFirstMessageAfterALoadIsHandledByTheOldVersionAndTheNextByTheNew() {
    load(Modules.counter(1));
    Pid counter = startCounter();

    load(Modules.counter(2));
    List<String> answers = ask(counter, 4);

    assertThat(answers).containsExactly("1:0", "2:0", "2:1", "2:2");
  }

  /** Promise 3. */
  @Test
  public void aProcessKeepsItsPidItsNameAndItsStateWhenItSwitches() {
    load(Modules.counter(2));
    Pid counter = startCounter();
    Processes.register("the counter", counter);
    List<String> before = ask(counter, 3);

    load(Modules.counter(3));
    List<String> after = ask(counter, 2);

    assertThat(before).containsExactly("2:0", "2:1", "2:2");
    assertThat(after).containsExactly("2:3", "3:4");
    assertThat(whereis("the counter")).contains(counter);
  }

  /** Promise 3. */
  @Test
  public void aProcessThatIsStartedAfterALoadBeginsInTheNewVersion() {
    load(Modules.counter(1));
    load(Modules.counter(2));

    Pid counter = startCounter();

    assertThat(ask(counter)).isEqualTo("2:0");
  }

  private interface Busy {
    Pid start(Pid reader);

    Next loop(Pid reader);
  }

  private static TestBundle busy(int vsn, String view) {
    return TestBundle.module(
        "busy",
        vsn + ".0.0",
        "Pid start(Pid reader); Next loop(Pid reader);",
        """
        public Pid start(Pid reader) {
          return spawn(VIEW.loop(reader));
        }

        public Next loop(Pid reader) {
          CountDownLatch message = receive(CountDownLatch.class);
          send(reader, VSN);
          try {
            message.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return VIEW.loop(reader);
        }
        """
            .replace("VIEW", view)
            .replace("VSN", String.valueOf(vsn)));
  }

  /** Promise 3; in Erlang answers 3, 4, 4 (the scenario b.3 of the observations). */
  @Test
  public void messagesThatWaitWhileTheProcessIsBusyAreHandledByTheNewVersion() {
    load(busy(1, "module"));
    Pid process = code.qualified("busy", Busy.class).start(self());
    var work = new CountDownLatch(1);
    send(process, work);
    int first = await(Integer.class);
    send(process, new CountDownLatch(0));
    send(process, new CountDownLatch(0));

    load(busy(2, "module"));
    work.countDown();

    assertThat(List.of(first, await(Integer.class), await(Integer.class))).containsExactly(1, 2, 2);
  }

  /** Promise 3: the course's server as it stands cannot be upgraded. */
  @Test
  public void aProcessWithALocalLoopStaysInItsVersion() {
    load(busy(1, "here"));
    Pid process = code.qualified("busy", Busy.class).start(self());
    send(process, new CountDownLatch(0));
    int before = await(Integer.class);

    load(busy(2, "here"));
    IntStream.range(0, 3).forEach(_ -> send(process, new CountDownLatch(0)));

    assertThat(before).isEqualTo(1);
    assertThat(List.of(await(Integer.class), await(Integer.class), await(Integer.class)))
        .containsOnly(1);
  }

  /** Promise 3: {@code spawn(?MODULE, loop, [S])} names a function, not a version. */
  @Test
  public void aCapturedCallRunsInTheVersionThatIsCurrentWhenItStarts() {
    load(busy(1, "module"));
    Next captured = code.qualified("busy", Busy.class).loop(self());

    load(busy(2, "module"));
    Pid process = spawn(captured);
    send(process, new CountDownLatch(0));

    assertThat(await(Integer.class)).isEqualTo(2);
  }
}
