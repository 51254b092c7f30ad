package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.LoadResult;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.PurgedCodeException;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.WiredBundle;
import java.lang.ref.WeakReference;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** Promises 1, 6, 8 and 11 for modules whose packages other bundles are wired to. */
public class WiresIT extends WiresTest {
  private static final int LAST = 9;

  private volatile boolean done;

  @Test
  public void aVersionThatImportsWhatItExportsHasItsOwnPackages() {
    load(exp(1));
    load(exp(2));
    Exp exp = code.qualified("exp", Exp.class);

    assertThat(exp.limit()).isEqualTo(2);
    assertThat(exp.hello()).isEqualTo("hello 2");
    assertThat(exp.label(7)).isEqualTo("x7/2");
    assertThat(codeLoader.softPurge("exp")).isInstanceOf(SoftPurgeResult.Purged.class);
    assertThat(exp.limit()).isEqualTo(2);
    assertThat(exp.label(8)).isEqualTo("x8/2");
  }

  @Test
  public void softPurgeNamesABundleThatIsWiredUntilTheBundleIsRefreshed() throws Exception {
    load(exp(1));
    Bundle ext = start(client("ext"));
    load(exp(2));

    assertThat(users(codeLoader.softPurge("exp")))
        .extracting(WiredBundle::label)
        .containsExactly("bundle ext 1.0.0, which imports " + EXP);
    assertThat(codeStatus.wiredBundles("exp"))
        .extracting(WiredBundle::name)
        .containsExactly("ext 1.0.0");
    LoadResult third = codeLoader.loadFile(exp(3).in(work()));
    assertThat(third).isInstanceOf(LoadResult.NotPurged.class);
    assertThat(((LoadResult.NotPurged) third).why())
        .contains("used by bundle ext 1.0.0, which imports " + EXP);

    refresh(ext);

    assertThat(wiredTo(ext, "exp")).containsExactly("2.0.0");
    assertThat(codeStatus.wiredBundles("exp")).isEmpty();
    assertThat(codeLoader.softPurge("exp")).isInstanceOf(SoftPurgeResult.Purged.class);
    assertThat(limit("ext").get()).isEqualTo(2);
  }

  /** It never fails, and never sees the old version once the load has returned. */
  @Test
  public void aClientThatIsWiredToTheOldVersionReachesTheCurrentOneUnderLoad() throws Exception {
    load(exp(1));
    start(client("ext"));
    Supplier<Object> limit = limit("ext");
    var running = new CountDownLatch(1_000);
    var called = new AtomicInteger();
    var calls =
        new FutureTask<>(() -> {
          int last = 0;
          while (!done) {
            int now = (int) limit.get();
            assertThat(now).isGreaterThanOrEqualTo(last);
            last = now;
            called.set(now);
            running.countDown();
          }
          return last;
        });
    Thread.ofPlatform().start(calls);
    await(running);

    load(exp(2));
    assertThat(limit.get()).isEqualTo(2);
    until(() -> called.get() == 2); // it may have read the reference before, and not called yet
    PurgeResult purged = codeLoader.purge("exp");
    assertThat(limit.get()).isEqualTo(2);
    for (int vsn = 3; vsn <= LAST; vsn++) {
      int next = vsn;
      load(exp(vsn));
      assertThat(limit.get()).isEqualTo(vsn);
      until(() -> called.get() == next);
      codeLoader.purge("exp");
    }
    done = true;

    assertThat(purged.wiredBundles()).extracting(WiredBundle::name).containsExactly("ext 1.0.0");
    assertThat(calls.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isEqualTo(LAST);
  }

  @Test
  @SuppressWarnings("unchecked")
  public void afterAPurgeInterfacesAndDataStayUsableForAWiredBundleAndCodeThrows()
      throws Exception {
    load(exp(1));
    Bundle ext = start(client("ext"));
    UnaryOperator<Object> client = service(UnaryOperator.class, "ext");
    load(exp(2));
    codeLoader.purge("exp");

    assertThat(client.apply("hello")).isEqualTo("hello 2");
    assertThat(client.apply("label")).isEqualTo("x7/2");
    assertThat(client.apply("item")).isEqualTo("y");
    assertThatThrownBy(() -> client.apply("max")).isInstanceOf(PurgedCodeException.class);
    assertThat(codeStatus.wiredBundles("exp"))
        .extracting(wired -> wired.version().version())
        .containsExactly("1.0.0");

    refresh(ext);

    assertThat(codeStatus.wiredBundles("exp")).isEmpty();
    UnaryOperator<Object> again = service(UnaryOperator.class, "ext");
    assertThat(again.apply("max")).isEqualTo(2);
  }

  /** Promise 9. */
  @Test
  public void aPurgedVersionGoesWhenTheBundleThatWasWiredToItIsRefreshedOrUninstalled()
      throws Exception {
    load(exp(1));
    Bundle ext = start(client("ext"));
    Bundle gone = start(client("gone"));
    var loader = new WeakReference<>(loaderOf("exp"));
    load(exp(2));
    codeLoader.purge("exp");

    gone.uninstall();
    assertThat(codeStatus.wiredBundles("exp"))
        .extracting(WiredBundle::name)
        .containsExactly("ext 1.0.0");
    refresh(ext);

    until(() -> {
      System.gc();
      return loader.refersTo(null);
    });
    assertThat(codeStatus.leaks()).isEmpty();
  }

  private ClassLoader loaderOf(String name) {
    for (Bundle bundle : context.getBundles()) {
      if (name.equals(bundle.getSymbolicName())) {
        return bundle.adapt(BundleWiring.class).getClassLoader();
      }
    }
    throw new AssertionError(name);
  }
}
