package io.baton.itests;

import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.monitor;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Lingering;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PurgeResult;
import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

/** Promise 5: what happens when a third version comes. */
public class ThirdVersionIT extends CounterTest {
  private long bundlesOf(String module) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> module.equals(bundle.getSymbolicName()))
        .count();
  }

  private static java.util.Optional<Pid> of(Pid pid) {
    return java.util.Optional.of(pid);
  }

  /** Promise 5. */
  @Test
  public void loadRefusesAThirdVersionAndNamesTheProcessesInTheOldOne() {
    ModuleVersion one = load(Modules.counter(1)).current();
    Pid counter = startCounter();
    load(Modules.counter(2));
    Snapshot before = Snapshot.of(this);

    LoadResult third = codeLoader.loadFile(Modules.counter(3).in(work()));

    assertThat(third).isInstanceOf(LoadResult.NotPurged.class);
    var refused = (LoadResult.NotPurged) third;
    assertThat(refused.reason()).isEqualTo("not_purged");
    assertThat(refused.what()).isEqualTo("counter 3.0.0");
    assertThat(refused.old()).isEqualTo(one);
    assertThat(refused.lingering()).extracting(Lingering::pid).containsExactly(of(counter));
    assertThat(refused.why()).contains("counter 1.0.0", counter.toString(), "receive String");
    before.nothingChanged(this);
  }

  /** Promise 5: as {@code code:load_file}, also where a soft purge would succeed. */
  @Test
  public void loadRefusesAThirdVersionEvenIfTheOldOneIsUnused() {
    load(Modules.alpha(1));
    load(Modules.alpha(2));
    Snapshot before = Snapshot.of(this);

    LoadResult third = codeLoader.loadFile(Modules.alpha(3).in(work()));

    assertThat(third).isInstanceOf(LoadResult.NotPurged.class);
    assertThat(((LoadResult.NotPurged) third).why())
        .contains("no process is in it", "soft purge it");
    before.nothingChanged(this);
  }

  /** Promise 5. */
  @Test
  public void reloadPurgesTheOldVersionAndNamesTheKilledProcesses() {
    ModuleVersion one = load(Modules.counter(1)).current();
    Pid counter = startCounter();
    var ref = monitor(counter);
    ModuleVersion two = load(Modules.counter(2)).current();

    Path _ = Modules.counter(3).in(codePath());
    LoadResult third = codeLoader.reload("counter");

    assertThat(third).isInstanceOf(LoadResult.Loaded.class);
    var loaded = (LoadResult.Loaded) third;
    assertThat(loaded.old()).contains(two);
    assertThat(loaded.purged()).isInstanceOf(PurgeResult.PurgedByKilling.class);
    var purged = (PurgeResult.PurgedByKilling) loaded.purged();
    assertThat(purged.old()).isEqualTo(one);
    assertThat(purged.killed()).extracting(Lingering::pid).containsExactly(of(counter));
    assertThat(purged.fenced()).isEmpty();
    assertThat(await(Down.class)).isEqualTo(new Down(ref, counter, ExitReason.KILLED));
  }

  /** Promise 5: if the configuration says so, and nobody else is killed. */
  @Test
  public void aLoadPurgesTheOldVersionIfTheConfigurationSaysSo() throws Exception {
    configure(Map.of("path", codePath().toString(), "third.version", "purge"));
    load(Modules.counter(1));
    Pid counter = startCounter();
    load(Modules.counter(2));

    LoadResult.Loaded third = load(Modules.counter(3));

    assertThat(third.purged().killedProcesses())
        .extracting(Lingering::pid)
        .containsExactly(of(counter));
  }

  /** Promise 5: the load waits, and others do not. */
  @Test
  public void aLoadWaitsUntilTheOldVersionIsUnusedIfTheConfigurationSaysSo() throws Exception {
    configure(Map.of("path", codePath().toString(), "third.version", "wait"));
    load(Modules.counter(1));
    Pid counter = startCounter();
    load(Modules.counter(2));
    Path file = Modules.counter(3).in(work());
    var third = new FutureTask<>(() -> codeLoader.loadFile(file));
    Thread waiting = Thread.ofPlatform().start(third);
    until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
    assertThat(current("counter")).isEqualTo("2.0.0");

    exit(counter, ExitReason.KILL);

    assertThat(third.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
        .isInstanceOf(LoadResult.Loaded.class);
    assertThat(current("counter")).isEqualTo("3.0.0");
  }

  /** Promise 5: only a purge that is asked for kills, if the configuration says so. */
  @Test
  public void aReloadMayNotKillIfTheConfigurationSaysSo() throws Exception {
    configure(Map.of("path", codePath().toString(), "purge.kills", "asked"));
    load(Modules.counter(1));
    Pid counter = startCounter();
    load(Modules.counter(2));
    Path _ = Modules.counter(3).in(codePath());

    assertThat(codeLoader.reload("counter")).isInstanceOf(LoadResult.Spared.class);
    assertThat(isAlive(counter)).isTrue();
    assertThat(codeLoader.purge("counter")).isInstanceOf(PurgeResult.PurgedByKilling.class);
    assertThat(codeLoader.reload("counter")).isInstanceOf(LoadResult.Loaded.class);
  }

  /** Promise 5: starting a bundle by hand is a load that does what {@code c:l} does. */
  @Test
  public void aBundleStartedByHandPurgesTheOldVersionFirst() throws Exception {
    load(Modules.counter(1));
    Pid counter = startCounter();
    var ref = monitor(counter);
    load(Modules.counter(2));

    start(Modules.counter(3));

    assertThat(current("counter")).isEqualTo("3.0.0");
    assertThat(old("counter")).isEqualTo("2.0.0");
    assertThat(await(Down.class)).isEqualTo(new Down(ref, counter, ExitReason.KILLED));
    assertThat(bundlesOf("counter")).isEqualTo(2);
  }

  /** Promise 4: a third version that turns out to be bad kills no process. */
  @Test
  public void reloadOfABadThirdVersionKillsNoProcess() {
    load(Modules.counter(1));
    Pid counter = startCounter();
    load(Modules.counter(2));
    Path _ =
        new TestModule("counter", "3.0.0")
            .whenMade("throw new IllegalStateException(\"no licence\");")
            .bundle()
            .in(codePath());
    Snapshot before = Snapshot.of(this);

    LoadResult third = codeLoader.reload("counter");

    assertThat(third).isInstanceOf(LoadResult.OnLoadFailure.class);
    assertThat(isAlive(counter)).isTrue();
    before.nothingChanged(this);
  }
}
