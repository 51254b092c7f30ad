package io.baton.itests;

import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.self;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.FinishResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PrepareResult;
import io.baton.api.code.Prepared;
import io.baton.api.code.Source;
import io.baton.api.process.Pid;
import io.baton.itests.Modules.Counter;
import io.baton.itests.Modules.Vsn;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.After;
import org.junit.Test;

/** Several modules at once, all or none: {@code code:atomic_load/1} (Erlang: g). */
public class AtomicIT extends BatonTest {
  private static final int ROUNDS = 12;

  private volatile boolean done;

  @After
  public void unstick() {
    codeLoader.unstick("alpha");
  }

  private Source alpha(int vsn) {
    return source("alpha", vsn);
  }

  private Source source(String name, int vsn) {
    return new Source.InFile(name, Modules.vsn(name, vsn).in(work()));
  }

  private static Source corrupt(String name) {
    return new Source.InMemory(name, "garbage", new byte[] {1, 2, 3});
  }

  private Source onLoading(String name) {
    return new Source.InFile(
        name,
        new TestModule(name, "9.0.0")
            .implementing("OnLoad")
            .members("public int vsn() { return 9; } public void onLoad() {}")
            .bundle()
            .in(work()));
  }

  private static Map<String, String> errors(FinishResult result) {
    assertThat(result).isInstanceOf(FinishResult.Refused.class);
    Map<String, String> reasons = new TreeMap<>();
    ((FinishResult.Refused) result)
        .errors()
        .forEach((module, refused) -> reasons.put(module, refused.reason()));
    return reasons;
  }

  private Prepared prepared(Source... sources) {
    PrepareResult result = codeLoader.prepareLoading(List.of(sources));
    assertThat(result).isInstanceOf(PrepareResult.Ready.class);
    return ((PrepareResult.Ready) result).prepared();
  }

  private static void assertLoaded(FinishResult result) {
    assertThat(result).isInstanceOf(FinishResult.Loaded.class);
  }

  private long installed() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getHeaders().get("Provide-Capability") != null)
        .filter(bundle -> bundle.getHeaders().get("Provide-Capability").contains("baton.module"))
        .count();
  }

  /** Erlang: g.1. */
  @Test
  public void allAreCurrent() {
    FinishResult result = codeLoader.atomicLoad(List.of(source("beta", 1), alpha(1)));

    assertLoaded(result);
    assertThat(((FinishResult.Loaded) result).current())
        .extracting(ModuleVersion::module)
        .containsExactly("alpha", "beta");
    assertThat(current("alpha")).isEqualTo("1.0.0");
    assertThat(current("beta")).isEqualTo("1.0.0");
    assertThat(codeLoader.atomicLoad(List.of()))
        .isEqualTo(new FinishResult.Loaded(List.of(), List.of()));
  }

  /** Erlang: g.2 to g.6, g.9. */
  @Test
  public void whatIsWrongWithTheSourcesIsReportedTogetherAndNothingChanges() {
    load(Modules.alpha(1));
    Source noFile = new Source.OnPath("nowhere");
    Snapshot before = Snapshot.of(this);

    assertThat(errors(codeLoader.atomicLoad(List.of(noFile, corrupt("beta"), alpha(2)))))
        .isEqualTo(Map.of("beta", "badfile", "nowhere", "nofile"));
    assertThat(
            errors(
                codeLoader.atomicLoad(
                    List.of(
                        alpha(2), new Source.InFile("beta", Modules.vsn("omega", 1).in(work()))))))
        .isEqualTo(Map.of("beta", "badfile"));
    assertThat(errors(codeLoader.atomicLoad(List.of(alpha(2), alpha(3), corrupt("beta")))))
        .isEqualTo(Map.of("alpha", "duplicated"));
    assertThat(errors(codeLoader.atomicLoad(List.of(alpha(2), onLoading("beta")))))
        .isEqualTo(Map.of("beta", "on_load_not_allowed"));
    assertThat(errors(codeLoader.atomicLoad(List.of(corrupt("alpha"), onLoading("beta")))))
        .isEqualTo(Map.of("alpha", "badfile"));

    before.nothingChanged(this);
  }

  /** Erlang: g.7, g.8; what is sticky is said before what is not purged. */
  @Test
  public void whatStandsInTheWayIsReportedAndNothingChanges() {
    load(Modules.alpha(1));
    load(Modules.vsn("beta", 1));
    load(Modules.vsn("beta", 2));
    Snapshot before = Snapshot.of(this);

    assertThat(errors(codeLoader.atomicLoad(List.of(alpha(2), source("beta", 3)))))
        .isEqualTo(Map.of("beta", "not_purged"));
    codeLoader.stick("alpha");
    assertThat(errors(codeLoader.atomicLoad(List.of(alpha(2), source("beta", 3)))))
        .isEqualTo(Map.of("alpha", "sticky_directory"));

    before.nothingChanged(this);
  }

  /** Erlang allows it, and so does load_file (j.7). */
  @Test
  public void anOldVersionIsNotInTheWayIfThereIsNoCurrentOne() {
    load(Modules.alpha(1));
    codeLoader.delete("alpha");

    assertLoaded(codeLoader.atomicLoad(List.of(alpha(2))));

    assertThat(old("alpha")).isEqualTo("1.0.0");
  }

  /** Erlang: g.10. */
  @Test
  public void preparingChangesNothingAndFinishingDoesNotAskWhatIsNewer() {
    load(Modules.alpha(1));
    Prepared prepared = prepared(alpha(2), source("beta", 2));
    assertThat(prepared.modules()).containsExactly("alpha", "beta");
    assertThat(current("alpha")).isEqualTo("1.0.0");
    assertThat(current("beta")).isEmpty();
    load(Modules.alpha(3));
    assertThat(errors(codeLoader.finishLoading(prepared))).isEqualTo(Map.of("alpha", "not_purged"));
    codeLoader.purge("alpha");

    assertLoaded(codeLoader.finishLoading(prepared));

    assertThat(current("alpha")).isEqualTo("2.0.0");
    assertThat(old("alpha")).isEqualTo("3.0.0");
    assertThat(current("beta")).isEqualTo("2.0.0");
  }

  /** Erlang's node goes down (g2). */
  @Test
  public void preparedVersionsAreUsedOnce() {
    Prepared prepared = prepared(alpha(1));
    assertLoaded(codeLoader.finishLoading(prepared));

    assertThat(codeLoader.finishLoading(prepared)).isEqualTo(new FinishResult.UsedUp());
    prepared.close();

    assertThat(current("alpha")).isEqualTo("1.0.0");
  }

  @Test
  public void preparedVersionsThatAreClosedLeaveNothingBehind() {
    Snapshot before = Snapshot.of(this);
    Prepared prepared = prepared(alpha(1), source("beta", 1));
    assertThat(installed()).isEqualTo(2);

    prepared.close();
    prepared.close();

    before.nothingChanged(this);
    assertThat(codeLoader.finishLoading(prepared)).isEqualTo(new FinishResult.UsedUp());
  }

  @Test
  public void preparedVersionsThatAreForgottenLeaveNothingBehind() {
    var forgotten = new WeakReference<>(prepared(alpha(1)));

    long start = System.nanoTime();
    while (forgotten.get() != null || installed() > 0) {
      assertThat(System.nanoTime() - start).isLessThan(PATIENCE.toNanos());
      System.gc();
      LockSupport.parkNanos(1_000_000);
    }
  }

  /**
   * Promise 1: no process is killed, and one that waits in the old version lingers as after any
   * load.
   */
  @Test
  public void processThatWaitsInTheOldVersionStays() {
    load(Modules.counter(1));
    Pid counter = code.qualified("counter", Counter.class).start(self());
    assertThat(await(String.class)).isEqualTo("ready");
    awaitReceive(counter);

    assertLoaded(
        codeLoader.atomicLoad(
            List.of(alpha(1), new Source.InFile("counter", Modules.counter(2).in(work())))));

    assertThat(isAlive(counter)).isTrue();
    assertThat(codeStatus.lingering("counter")).hasSize(1);
  }

  private String mix(List<Vsn> modules) {
    while (!done) {
      int newest = 0;
      for (Vsn module : modules) {
        int vsn = module.vsn();
        if (vsn < newest) {
          return vsn + " after " + newest;
        }
        newest = vsn;
      }
    }
    return "";
  }

  /** Erlang: g.12. */
  @Test
  public void noCallerEverSeesAMix() throws Exception {
    assertLoaded(codeLoader.atomicLoad(List.of(alpha(1), source("beta", 1))));
    Vsn alpha = code.qualified("alpha", Vsn.class);
    Vsn beta = code.qualified("beta", Vsn.class);
    List<FutureTask<String>> readers = new ArrayList<>();
    for (boolean virtual : new boolean[] {true, false}) {
      for (List<Vsn> order : List.of(List.of(alpha, beta), List.of(beta, alpha))) {
        var reader = new FutureTask<>(() -> mix(order));
        readers.add(reader);
        (virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(reader);
      }
    }

    for (int i = 2; i <= ROUNDS; i++) {
      assertLoaded(codeLoader.atomicLoad(List.of(alpha(i), source("beta", i))));
      softPurgeAsSoonAsUnused("alpha");
      softPurgeAsSoonAsUnused("beta");
    }
    done = true;

    for (FutureTask<String> reader : readers) {
      assertThat(reader.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isEmpty();
    }
  }
}
