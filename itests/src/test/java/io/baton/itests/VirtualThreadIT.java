package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Lingering;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import java.util.concurrent.CountDownLatch;
import org.junit.Test;

/** Promise 6: a virtual thread that is no process and has never used one. */
public class VirtualThreadIT extends KeeperTest {
  /** Promise 6: as thread of a web server, say, that has never used a process. */
  @Test
  public void softPurgeNamesAVirtualThreadThatIsInTheOldVersion() throws Exception {
    var entered = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    Thread thread = Thread.ofVirtual().name("http-8").start(() -> keeper.hold(entered, release));
    await(entered);

    SoftPurgeResult refused = softPurgeAfterTheNextLoad();
    release.countDown();
    assertThat(thread.join(PATIENCE)).isTrue();
    SoftPurgeResult done = codeLoader.softPurge("keeper");

    assertThat(refused).isInstanceOf(SoftPurgeResult.StillUsed.class);
    Lingering one = ((SoftPurgeResult.StillUsed) refused).lingering().getFirst();
    assertThat(one.label()).contains("http-8");
    assertThat(done).isInstanceOf(SoftPurgeResult.Purged.class);
  }

  /** Promise 6: also if a process has started it, whose own thread the JDK need not list. */
  @Test
  public void softPurgeNamesAVirtualThreadOfAProcess() throws Exception {
    var entered = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    Pid starter =
        Processes.spawn(() -> {
          Thread.ofVirtual().name("of-a-process").start(() -> keeper.hold(entered, release));
          Processes.receive(String.class);
        });
    await(entered);

    SoftPurgeResult refused = softPurgeAfterTheNextLoad();
    release.countDown();
    Processes.send(starter, "go on");

    assertThat(refused).isInstanceOf(SoftPurgeResult.StillUsed.class);
    assertThat(((SoftPurgeResult.StillUsed) refused).lingering())
        .extracting(Lingering::label)
        .containsExactly("thread of-a-process");
  }
}
