package io.baton.itests;

import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.receiveOrUpgrade;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.Source;
import io.baton.api.process.Down;
import io.baton.api.process.Pid;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.Test;
import org.osgi.framework.wiring.BundleWiring;

/** A receive that returns when the version that waits is replaced. */
public class ReceiveOrUpgradeIT extends BatonTest {
  private interface Idle {
    Pid start(Pid reader);

    String once(Pid reader);
  }

  /** Tells its reader the version of each turn, and each number that it takes with that version. */
  private static TestBundle idle(int vsn) {
    return TestBundle.module(
        "idle",
        vsn + ".0.0",
        "Pid start(Pid reader); Next loop(Pid reader); String once(Pid reader);",
        """
        public Pid start(Pid reader) {
          return spawn(module.loop(reader));
        }

        public Next loop(Pid reader) {
          send(reader, "turn of VSN");
          Optional<Integer> number = receiveOrUpgrade(Integer.class);
          number.ifPresent(taken -> send(reader, "VSN:" + taken));
          return module.loop(reader);
        }

        public String once(Pid reader) {
          send(reader, "turn of VSN");
          return receiveOrUpgrade(Integer.class).map(taken -> "VSN:" + taken).orElse("VSN: upgrade");
        }
        """
            .replace("VSN", String.valueOf(vsn)));
  }

  private Pid startIdle() {
    Pid pid = code.qualified("idle", Idle.class).start(self());
    assertThat(await(String.class)).isEqualTo("turn of 1");
    awaitReceive(pid);
    return pid;
  }

  private void reload(int vsn) {
    LoadResult result = codeLoader.reload(new Source.InFile("idle", idle(vsn).in(work())));
    assertThat(result).isInstanceOf(LoadResult.Loaded.class);
  }

  @Test
  public void idleProcessSwitchesAtALoadAndNoMessageIsNeeded() {
    load(idle(1));
    Pid pid = startIdle();

    load(idle(2));

    assertThat(await(String.class)).isEqualTo("turn of 2");
    send(pid, 7);
    assertThat(await(String.class)).isEqualTo("2:7");
  }

  /** In Erlang, and with a plain receive, the second load kills it. */
  @Test
  public void idleProcessLivesThroughManyLoadsThatEachPurgeTheVersionBefore() {
    load(idle(1));
    Pid pid = startIdle();
    var _ = monitor(pid);

    IntStream.rangeClosed(2, 12).forEach(this::reload);

    send(pid, 7);
    List<String> told = new ArrayList<>();
    while (told.isEmpty() || !told.getLast().endsWith(":7")) {
      told.add(await(String.class));
    }
    assertThat(told.getLast()).isEqualTo("12:7");
    assertThat(isAlive(pid)).isTrue();
    assertThat(receive(Down.class, Duration.ZERO)).isEmpty();
  }

  @Test
  public void softPurgeRightAfterALoadFindsNoIdleProcess() {
    load(idle(1));
    IntStream.range(0, 200).forEach(_ -> startIdle());

    load(idle(2));
    SoftPurgeResult purged = codeLoader.softPurge("idle");

    assertThat(purged).isInstanceOf(SoftPurgeResult.Purged.class);
  }

  @Test
  public void messagesAreTakenOnceAndInOrderWhileVersionsCome() {
    load(idle(1));
    Pid pid = startIdle();
    Thread loads =
        Thread.ofPlatform().start(() -> IntStream.rangeClosed(2, 10).forEach(this::reload));

    IntStream.range(0, 20_000).forEach(number -> send(pid, number));
    List<String> taken = new ArrayList<>();
    while (taken.size() < 20_000) {
      String told = await(String.class);
      if (!told.startsWith("turn")) {
        taken.add(told);
      }
    }
    joined(loads);

    assertThat(taken.stream().map(told -> Integer.valueOf(told.substring(told.indexOf(':') + 1))))
        .isEqualTo(IntStream.range(0, 20_000).boxed().toList());
    assertThat(taken.stream().map(told -> Integer.valueOf(told.substring(0, told.indexOf(':')))))
        .isSorted();
    assertThat(isAlive(pid)).isTrue();
  }

  private static void joined(Thread thread) {
    try {
      assertThat(thread.join(PATIENCE)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The caller is a thread that is not a process. */
  @Test
  public void callOfTheOldVersionReturnsAtOnceAndLeavesWhatHasArrived() throws Exception {
    load(idle(1));
    Idle idle = code.qualified("idle", Idle.class);
    List<String> answers = new ArrayList<>();
    Pid reader = self();
    Thread caller =
        Thread.ofPlatform()
            .start(() -> {
              answers.add(idle.once(reader));
              send(self(), 7);
              answers.add(idle.once(reader));
            });
    assertThat(await(String.class)).isEqualTo("turn of 1");

    load(idle(2));
    joined(caller);

    assertThat(answers).containsExactly("1: upgrade", "2:7");
  }

  @Test
  public void versionThatAnIdleProcessHasLeftIsCollected() {
    LoadResult.Loaded first = load(idle(1));
    Pid pid = startIdle();
    WeakReference<ClassLoader> loader = loaderOf(first.current());

    reload(2);
    reload(3);

    until(() -> {
      System.gc();
      return loader.refersTo(null);
    });
    assertThat(isAlive(pid)).isTrue();
  }

  private WeakReference<ClassLoader> loaderOf(ModuleVersion version) {
    return new WeakReference<>(
        Arrays.stream(context.getBundles())
            .filter(bundle -> bundle.getSymbolicName().equals(version.module()))
            .findFirst()
            .orElseThrow()
            .adapt(BundleWiring.class)
            .getClassLoader());
  }

  @Test
  public void codeOfNoModuleIsToldToCallReceive() {
    send(self(), 7);

    assertThatThrownBy(() -> receiveOrUpgrade(Integer.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("call receive");

    assertThat(await(Integer.class)).isEqualTo(7);
  }
}
