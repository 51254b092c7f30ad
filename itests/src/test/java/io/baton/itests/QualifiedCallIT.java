package io.baton.itests;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.Pid;
import io.baton.itests.Modules.Vsn;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

/** A qualified call runs the version that is current at the call; a local call stays. */
public class QualifiedCallIT extends BatonTest {
  /** Promise 2: the view is an interface that only the client has. */
  @Test
  public void aQualifiedCallReachesTheVersionThatIsCurrentAtTheCall() {
    Vsn alpha = code.qualified("alpha", Vsn.class);
    load(Modules.alpha(1));
    int before = alpha.vsn();

    load(Modules.alpha(2));
    int after = alpha.vsn();

    assertThat(before).isEqualTo(1);
    assertThat(after).isEqualTo(2);
  }

  /** Promise 2: a call site that is hot follows at once as well, on every thread. */
  @Test
  public void aCallSiteThatWasCalledOftenFollowsAtOnceOnEveryThread() throws Exception {
    Vsn alpha = code.qualified("alpha", Vsn.class);
    load(Modules.alpha(1));
    try (var threads = Executors.newFixedThreadPool(4)) {
      assertThat(
              sums(threads.invokeAll(java.util.Collections.nCopies(4, () -> sum(alpha, 100_000)))))
          .containsOnly(100_000L);

      load(Modules.alpha(2));

      assertThat(sums(threads.invokeAll(java.util.Collections.nCopies(4, () -> sum(alpha, 1_000)))))
          .containsOnly(2_000L);
    }
  }

  private static long sum(Vsn alpha, int calls) {
    long sum = 0;
    for (int i = 0; i < calls; i++) {
      sum += alpha.vsn();
    }
    return sum;
  }

  private static List<Long> sums(List<java.util.concurrent.Future<Long>> results) {
    return results.stream().map(java.util.concurrent.Future::resultNow).toList();
  }

  /** Promise 2: from one process, side by side. */
  @Test
  public void aLocalCallStaysInTheVersionThatAQualifiedCallLeaves() {
    load(asking(1));
    Pid process = code.qualified("asking", Starting.class).start();
    send(process, self());
    String before = await(String.class);

    load(asking(2));
    send(process, self());
    String after = await(String.class);

    assertThat(before).isEqualTo("here 1, module 1");
    assertThat(after).isEqualTo("here 1, module 2");
  }

  private interface Starting {
    Pid start();
  }

  private static TestBundle asking(int vsn) {
    return TestBundle.module(
        "asking",
        vsn + ".0.0",
        "Pid start(); Next loop(); int vsn();",
        """
        public Pid start() {
          return spawn(here.loop());
        }

        public Next loop() {
          send(receive(Pid.class), "here %%d, module %%d".formatted(here.vsn(), module.vsn()));
          return here.loop();
        }

        public int vsn() {
          return %d;
        }
        """
            .formatted(vsn));
  }

  private interface Holding {
    int hold(CountDownLatch entered, CountDownLatch release) throws InterruptedException;
  }

  private static TestBundle holding(int vsn) {
    return TestBundle.module(
        "holding",
        vsn + ".0.0",
        "int hold(CountDownLatch entered, CountDownLatch release) throws InterruptedException;",
        """
        public int hold(CountDownLatch entered, CountDownLatch release)
            throws InterruptedException {
          entered.countDown();
          release.await();
          return %d;
        }
        """
            .formatted(vsn));
  }

  /** Promise 2: what has begun before the load ends where it has begun. */
  @Test
  public void aCallThatHasBegunEndsInItsOwnVersion() throws Exception {
    load(holding(1));
    Holding view = code.qualified("holding", Holding.class);
    var entered = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var result = new CompletableFuture<Integer>();
    Thread.ofPlatform()
        .start(() -> {
          try {
            result.complete(view.hold(entered, release));
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        });
    await(entered);

    load(holding(2));
    int after = view.hold(new CountDownLatch(1), new CountDownLatch(0));
    release.countDown();

    assertThat(after).isEqualTo(2);
    assertThat(result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1);
  }

  /** Promise 2: the caller is another module, whose own interface names only what it needs. */
  @Test
  public void anotherModuleReachesCurrentThroughAnInterfaceOfItsOwn() {
    load(Modules.alpha(1));
    load(
        new TestModule("asker", "1.0.0")
            .functions("String ask();")
            .members("Alpha alpha; public String ask() { return \"alpha is \" + alpha.vsn(); }")
            .whenMade("alpha = code.qualified(\"alpha\", Alpha.class);")
            .bundle()
            .type("public interface Alpha { int vsn(); }"));
    Asker asker = code.qualified("asker", Asker.class);
    String before = asker.ask();

    load(Modules.alpha(2));
    String after = asker.ask();

    assertThat(before).isEqualTo("alpha is 1");
    assertThat(after).isEqualTo("alpha is 2");
  }

  private interface Asker {
    String ask();
  }

  /** Promise 2: no current version, no call. */
  @Test
  public void afterADeleteNothingCanBeCalledUntilTheNextLoad() {
    Vsn alpha = code.qualified("alpha", Vsn.class);
    load(Modules.alpha(1));
    int before = alpha.vsn();

    codeLoader.delete("alpha");
    assertThatThrownBy(alpha::vsn)
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessageContaining("alpha:vsn()")
        .hasMessageContaining("not loaded");
    codeLoader.softPurge("alpha");
    load(Modules.alpha(2));

    assertThat(before).isEqualTo(1);
    assertThat(alpha.vsn()).isEqualTo(2);
  }
}
