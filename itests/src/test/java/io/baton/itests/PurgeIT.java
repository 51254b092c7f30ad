package io.baton.itests;

import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawnMonitor;
import static io.baton.api.process.Processes.whereis;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Lingering;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.process.Spawned;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.Before;
import org.junit.Test;

/** A purge ends lingering processes, and what was purged does not run again. */
public class PurgeIT extends BatonTest {
  private ModuleVersion one;
  private Waiting waiting;

  private interface Waiting {
    Pid start(Pid reader);

    Next capturedLocally(Pid reader);

    Supplier<String> lambda();
  }

  private static TestBundle waiting(int vsn) {
    return TestBundle.module(
        "waiting",
        vsn + ".0.0",
        "Pid start(Pid reader); Next capturedLocally(Pid reader); Next loop(Pid reader);"
            + " Supplier<String> lambda();",
        """
        public Pid start(Pid reader) {
          return spawn(here.loop(reader));
        }

        public Next capturedLocally(Pid reader) {
          send(reader, (Object) here.loop(reader));
          return stop();
        }

        public Supplier<String> lambda() {
          return () -> "I run";
        }

        public Next loop(Pid reader) {
          trapExits(true);
          send(reader, "ready");
          receive(String.class);
          return here.loop(reader);
        }
        """);
  }

  @Before
  public void loadTheFirst() {
    one = load(waiting(1)).current();
    waiting = code.qualified("waiting", Waiting.class);
  }

  /** Promise 7: untrappable, and known to every process before purge returns. */
  @Test
  public void purgeKillsLingeringProcessesBeforeItReturns() {
    Pid process = waiting.start(self());
    assertThat(await(String.class)).isEqualTo("ready");
    Processes.register("waiting", process);
    var ref = monitor(process);
    load(waiting(2));

    PurgeResult result = codeLoader.purge("waiting");

    assertThat(result).isInstanceOf(PurgeResult.PurgedByKilling.class);
    var purged = (PurgeResult.PurgedByKilling) result;
    assertThat(purged.old()).isEqualTo(one);
    assertThat(purged.killed()).extracting(Lingering::pid).containsExactly(Optional.of(process));
    assertThat(purged.fenced()).isEmpty();
    assertThat(isAlive(process)).isFalse();
    assertThat(whereis("waiting")).isEmpty();
    assertThat(await(Down.class)).isEqualTo(new Down(ref, process, ExitReason.KILLED));
    assertThat(context.getBundle(one.location())).isNull();
  }

  private interface Ending {
    Pid start(Pid reader);
  }

  private static TestBundle ending(int vsn) {
    return new TestModule("ending", vsn + ".0.0")
        .functions("Pid start(Pid reader);")
        .members(
            """
            private final CodeLoader codeLoader;
            public Pid start(Pid reader) {
              return spawn(() -> {
                send(reader, "ready");
                receive(String.class);
                codeLoader.purge("ending");
                send(reader, "survived");
              });
            }
            """)
        .whenMade("this.codeLoader = (CodeLoader) code;")
        .bundle();
  }

  /** Promise 7: also the process that has asked for the purge. */
  @Test
  public void aProcessThatPurgesTheVersionThatItIsInEndsWithIt() {
    load(ending(1));
    Pid process = code.qualified("ending", Ending.class).start(self());
    assertThat(await(String.class)).isEqualTo("ready");
    monitor(process);
    load(ending(2));

    send(process, "purge");

    assertThat(await(Down.class).reason()).isEqualTo(ExitReason.KILLED);
    assertThat(codeLoader.purge("ending")).isEqualTo(new PurgeResult.NoOldVersion("ending"));
    assertThat(receive(String.class, Duration.ZERO)).isEmpty();
  }

  @Test
  public void purgeOfAnUnusedVersionKillsNoProcess() {
    load(waiting(2));

    PurgeResult result = codeLoader.purge("waiting");

    assertThat(result).isEqualTo(new PurgeResult.Purged(one));
    assertThat(codeLoader.purge("waiting")).isEqualTo(new PurgeResult.NoOldVersion("waiting"));
  }

  /** Promise 8: a local call that was captured before the purge does not run after it. */
  @Test
  public void aLocalCallThatWasCapturedBeforeThePurgeFailsAfterIt() {
    Spawned _ = spawnMonitor(waiting.capturedLocally(self()));
    Next captured = await(Next.class);
    assertThat(await(Down.class).reason()).isEqualTo(ExitReason.NORMAL);
    load(waiting(2));
    assertThat(codeLoader.purge("waiting")).isEqualTo(new PurgeResult.Purged(one));

    Spawned late = spawnMonitor(captured);

    Down down = await(Down.class);
    assertThat(down.pid()).isEqualTo(late.pid());
    assertThat(down.reason()).isInstanceOf(ExitReason.Failed.class);
    assertThat(down.reason().toString()).contains("PurgedCodeException", "waiting 1.0.0");
  }

  /** Promise 8: a soft purge that refuses leaves the old code as it was. */
  @Test
  public void aLambdaStillRunsAfterASoftPurgeThatWasRefused() {
    Supplier<String> lambda = waiting.lambda();
    Pid process = waiting.start(self());
    assertThat(await(String.class)).isEqualTo("ready");
    load(waiting(2));

    SoftPurgeResult result = codeLoader.softPurge("waiting");

    assertThat(result).isInstanceOf(SoftPurgeResult.StillUsed.class);
    assertThat(lambda.get()).isEqualTo("I run");
    assertThat(isAlive(process)).isTrue();
  }
}
