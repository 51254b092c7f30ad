package io.baton.itests;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Lingering;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.server.Started;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.Before;
import org.junit.Test;

/**
 * Promise 6, where no stack needs to be looked at: a process of the new version that goes back into
 * the old one through something that it has kept.
 */
public class EnteredIT extends BatonTest {
  private interface Looper {
    Next loop(Pid reader);

    Supplier<String> lambda();

    Supplier<Object> data();
  }

  private static TestBundle looper(int vsn) {
    return TestBundle.module(
            "looper",
            vsn + ".0.0",
            "Next loop(Pid reader); Supplier<String> lambda(); Supplier<Object> data();",
            """
            public Next loop(Pid reader) {
              Object message = receive(Object.class);
              if (message instanceof Supplier<?> kept) {
                send(reader, "entering");
                kept.get();
                send(reader, "left");
              }
              send(reader, "again");
              return module.loop(reader);
            }

            public Supplier<String> lambda() {
              return () -> receive(String.class);
            }

            public Supplier<Object> data() {
              return Slow::new;
            }
            """)
        .type("record Slow(String text) { Slow() { this(receive(String.class)); } }");
  }

  private interface Keeper {
    Started start(Pid reader);

    Supplier<String> lambda();
  }

  /** A server that runs what it is sent, and says so. */
  private static TestBundle keeper(int vsn) {
    return new TestModule("keeper", vsn + ".0.0")
        .functions("Started start(Pid reader); Supplier<String> lambda();")
        .implementing("Server<Pid, Pid, Ask>")
        .members(
            """
            public Started start(Pid reader) { return Servers.start("keeper", reader); }
            public Supplier<String> lambda() { return () -> receive(String.class); }
            public Init<Pid> init(Pid reader) { return Init.ok(reader); }
            public Handled<Pid> handleCall(Ask call, From from, Pid reader) {
              return call.reply(0, reader);
            }
            public Handled<Pid> handleInfo(Object message, Pid reader) {
              if (message instanceof Supplier<?> kept) {
                send(reader, "entering");
                kept.get();
                send(reader, "left");
              }
              send(reader, "again");
              return Handled.noReply(reader);
            }
            """)
        .bundle()
        .type("record Ask() implements Call<Integer> {}");
  }

  private ModuleVersion one;
  private Looper looper;
  private Pid process;

  /** A process that began its turn in the second version, and waits there. */
  @Before
  public void begin() {
    one = load(looper(1)).current();
    looper = code.qualified("looper", Looper.class);
    process = Processes.spawn(looper.loop(self()));
  }

  private void enter(Supplier<?> kept) {
    enter(looper(2), kept);
  }

  private void enter(TestBundle second, Supplier<?> kept) {
    load(second);
    send(process, 1);
    assertThat(await(String.class)).isEqualTo("again");
    awaitReceive(process);
    send(process, kept);
    assertThat(await(String.class)).isEqualTo("entering");
    awaitReceive(process);
  }

  private void assertThatItLingersUntilItLeaves() {
    assertThatItLingersUntilItLeaves("looper");
  }

  private void assertThatItLingersUntilItLeaves(String module) {
    SoftPurgeResult refused = codeLoader.softPurge(module);
    List<Lingering> lingering = codeStatus.lingering(module);
    send(process, "leave");
    assertThat(await(String.class)).isEqualTo("left");
    assertThat(await(String.class)).isEqualTo("again");
    awaitReceive(process);
    SoftPurgeResult done = codeLoader.softPurge(module);

    assertThat(refused).isInstanceOf(SoftPurgeResult.StillUsed.class);
    assertThat(lingering).extracting(l -> l.pid().orElseThrow()).containsExactly(process);
    assertThat(done).isEqualTo(new SoftPurgeResult.Purged(one));
  }

  @Test
  public void processThatWaitsInALambdaOfTheOldVersionLingers() {
    enter(looper.lambda());

    assertThatItLingersUntilItLeaves();
  }

  @Test
  public void processThatWaitsInAConstructorOfARecordOfTheOldVersionLingers() {
    enter(looper.data());

    assertThatItLingersUntilItLeaves();
  }

  /** Each message of a server begins with a stack that need not be inspected. */
  @Test
  public void aServerThatWaitsInALambdaOfTheOldVersionLingers() {
    one = load(keeper(1)).current();
    Keeper keeper = code.qualified("keeper", Keeper.class);
    process = ((Started.Ok) keeper.start(self())).pid();
    enter(keeper(2), keeper.lambda());

    assertThatItLingersUntilItLeaves("keeper");
  }

  @Test
  public void processThatHasSwitchedDoesNotLinger() {
    load(looper(2));
    send(process, 1);
    assertThat(await(String.class)).isEqualTo("again");
    awaitReceive(process);

    assertThat(codeLoader.softPurge("looper")).isEqualTo(new SoftPurgeResult.Purged(one));
    assertThat(receive(String.class, Duration.ZERO)).isEmpty();
  }
}
