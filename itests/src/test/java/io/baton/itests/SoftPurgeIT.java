package io.baton.itests;

import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Lingering;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.itests.Modules.Counter;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.Test;

/** Promise 6: what keeps an old version, and what a soft purge says of it. */
public class SoftPurgeIT extends KeeperTest {
  /** Promise 6: which process, since when, where, waiting for what; nothing has changed. */
  @Test
  public void softPurgeNamesLingeringProcessesSinceWhenAndWhere() {
    ModuleVersion first = load(Modules.counter(1)).current();
    Pid counter = code.qualified("counter", Counter.class).start(self());
    Processes.register("the counter", counter);
    assertThat(await(String.class)).isEqualTo("ready");
    awaitReceive(counter);
    Instant before = Instant.now();
    load(Modules.counter(2));
    Instant after = Instant.now();
    Snapshot unchanged = Snapshot.of(this);

    SoftPurgeResult result = codeLoader.softPurge("counter");

    assertThat(result).isInstanceOf(SoftPurgeResult.StillUsed.class);
    var used = (SoftPurgeResult.StillUsed) result;
    assertThat(used.old()).isEqualTo(first);
    assertThat(used.lingering()).hasSize(1);
    Lingering one = used.lingering().getFirst();
    assertThat(one.version()).isEqualTo(first);
    assertThat(one.pid()).contains(counter);
    assertThat(one.label()).isEqualTo(counter + " (the counter)");
    assertThat(one.since()).isBetween(before, after);
    assertThat(one.where()).contains("Impl.loop", "Impl.java@1.0.0#" + first.number());
    assertThat(one.waitsFor()).isEqualTo("receive String");
    assertThat(codeStatus.lingering("counter")).isEqualTo(used.lingering());
    unchanged.nothingChanged(this);
  }

  /** Promise 6: one message later it succeeds, and the process goes on. */
  @Test
  public void softPurgeSucceedsWhenTheProcessHasSwitched() {
    ModuleVersion first = load(Modules.counter(1)).current();
    Pid counter = code.qualified("counter", Counter.class).start(self());
    assertThat(await(String.class)).isEqualTo("ready");
    load(Modules.counter(2));
    send(counter, "hello");
    assertThat(await(String.class)).isEqualTo("1:0");
    assertThat(await(String.class)).isEqualTo("ready");

    SoftPurgeResult result = codeLoader.softPurge("counter");

    assertThat(result).isEqualTo(new SoftPurgeResult.Purged(first));
    assertThat(old("counter")).isEmpty();
    assertThat(isAlive(counter)).isTrue();
    assertThat(context.getBundle(first.location())).isNull();
  }

  /** Promise 6: it is no error that there is nothing to do; Erlang's true. */
  @Test
  public void softPurgeOfAModuleWithoutAnOldVersionHasNothingToDo() {
    assertThat(codeLoader.softPurge("keeper"))
        .isEqualTo(new SoftPurgeResult.NoOldVersion("keeper"));
  }

  /** Promise 6: a thread that is no process is reported as well. */
  @Test
  public void softPurgeNamesAThreadThatIsInTheOldVersion() throws Exception {
    var entered = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    Thread thread = Thread.ofPlatform().name("http-7").start(() -> keeper.hold(entered, release));
    await(entered);

    SoftPurgeResult refused = softPurgeAfterTheNextLoad();
    release.countDown();
    assertThat(thread.join(PATIENCE)).isTrue();
    SoftPurgeResult done = codeLoader.softPurge("keeper");

    assertThat(refused).isInstanceOf(SoftPurgeResult.StillUsed.class);
    Lingering one = ((SoftPurgeResult.StillUsed) refused).lingering().getFirst();
    assertThat(one.pid()).isEmpty();
    assertThat(one.label()).isEqualTo("thread http-7");
    assertThat(one.where()).contains("Impl.hold");
    assertThat(one.waitsFor()).contains("CountDownLatch.await");
    assertThat(done).isInstanceOf(SoftPurgeResult.Purged.class);
  }

  /** Promise 6: a frame deep below frames of others pins as well (Erlang's c.5). */
  @Test
  public void aFrameBelowOtherCodePins() {
    Pid test = self();
    Pid process =
        spawn(() ->
            keeper.callBack(() -> {
              send(test, "inside");
              receive(String.class);
            }));
    assertThat(await(String.class)).isEqualTo("inside");

    SoftPurgeResult result = softPurgeAfterTheNextLoad();

    assertThat(result).isInstanceOf(SoftPurgeResult.StillUsed.class);
    Lingering one = ((SoftPurgeResult.StillUsed) result).lingering().getFirst();
    assertThat(one.pid()).contains(process);
    assertThat(one.where()).contains("Impl.callBack");
  }
}
