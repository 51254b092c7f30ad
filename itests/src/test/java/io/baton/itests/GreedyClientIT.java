package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntSupplier;
import org.junit.Test;
import org.osgi.framework.ServiceReference;

/** Promise 11: a plain OSGi client sees the current version, and at no moment none. */
public class GreedyClientIT extends GreeterTest {
  /** Promise 11. */
  @Test
  public void aGreedyReferenceGetsTheCurrentVersionAfterEachLoad() throws Exception {
    load(greeter(1));
    IntSupplier user = startClient();
    List<Integer> seen = new ArrayList<>(List.of(user.getAsInt()));

    for (int vsn : new int[] {2, 3, 4}) {
      codeLoader.purge("greeter");
      load(greeter(vsn));
      seen.add(user.getAsInt());
    }

    assertThat(seen).containsExactly(1, 2, 3, 4);
  }

  /** Promise 11: the way back is a load like any other. */
  @Test
  public void aGreedyReferenceGetsAnOlderVersionToo() throws Exception {
    load(greeter(2));
    IntSupplier user = startClient();
    List<Integer> seen = new ArrayList<>(List.of(user.getAsInt()));

    for (int vsn : new int[] {1, 3, 2}) {
      codeLoader.purge("greeter");
      load(greeter(vsn));
      seen.add(user.getAsInt());
    }

    assertThat(seen).containsExactly(2, 1, 3, 2);
  }

  /** Promise 11: the component is not activated again, and finds a service at each moment. */
  @Test
  public void aGreedyReferenceNeverSeesAMissingService() throws Exception {
    load(greeter(1));
    IntSupplier user = startClient();
    ServiceReference<?> before = client.getRegisteredServices()[0];
    var watch = new Watch(user);

    for (int vsn = 2; vsn <= 8; vsn++) {
      load(greeter(vsn));
      watch.awaitAnswerOf(vsn);
      codeLoader.purge("greeter");
    }

    watch.stop();
    assertThat(watch.failures()).isEmpty();
    assertThat(client.getRegisteredServices()).containsExactly(before);
  }

  /** Calls as fast as it can, and notes what goes wrong. */
  private static final class Watch {
    private final LinkedBlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean stopping;
    private volatile int last;

    Watch(IntSupplier user) throws InterruptedException {
      thread = Thread.ofPlatform().start(() -> run(user));
      await(started);
    }

    private void run(IntSupplier user) {
      while (!stopping) {
        try {
          last = user.getAsInt();
        } catch (Throwable e) {
          failures.add(e);
        }
        started.countDown();
      }
    }

    /** From then on no call of this thread is in the version before, where a purge would end it. */
    void awaitAnswerOf(int vsn) {
      long start = System.nanoTime();
      while (last != vsn && System.nanoTime() - start < PATIENCE.toNanos()) {
        Thread.onSpinWait();
      }
      assertThat(last).isEqualTo(vsn);
    }

    void stop() throws InterruptedException {
      stopping = true;
      assertThat(thread.join(PATIENCE)).isTrue();
    }

    Collection<Throwable> failures() {
      return failures;
    }
  }

  /** Promise 11: at no moment is there no service, and the best one is always current. */
  @Test
  public void theHighestRankedServiceIsTheCurrentVersion() throws Exception {
    tracker.open();
    List<Object> seen = new ArrayList<>();
    load(greeter(2));
    seen.add(highestRanked());

    for (int vsn : new int[] {1, 3}) {
      codeLoader.purge("greeter");
      load(greeter(vsn));
      seen.add(highestRanked());
    }
    codeLoader.purge("greeter");

    seen.add(highestRanked());
    assertThat(seen).containsExactly(2L, 1L, 3L, 3L);
  }

  private Object highestRanked() {
    ServiceReference<?> best = tracker.getServiceReference();
    return (long) best.getBundle().getVersion().getMajor();
  }
}
