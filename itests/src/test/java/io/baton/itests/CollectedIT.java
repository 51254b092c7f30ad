package io.baton.itests;

import static io.baton.api.process.Processes.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.Pid;
import io.baton.itests.Modules.Vsn;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;

/** Promise 9: whatever way a version came to its end, its class loader is collected. */
public class CollectedIT extends CounterTest {
  private static final int COLLECTIONS = 20;

  private WeakReference<ClassLoader> loaderOf(ModuleVersion version) {
    return loaderOf(context.getBundle(version.location()));
  }

  private static WeakReference<ClassLoader> loaderOf(Bundle bundle) {
    return new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
  }

  private static boolean isCollected(WeakReference<ClassLoader> loader) {
    for (int i = 0; i < COLLECTIONS && loader.get() != null; i++) {
      System.gc();
    }
    return loader.get() == null;
  }

  /** Promise 9. */
  @Test
  public void aVersionThatWasCalledThroughAViewIsUnloaded() {
    Vsn alpha = code.qualified("alpha", Vsn.class);
    var loader = loaderOf(load(Modules.alpha(1)).current());
    alpha.vsn();

    load(Modules.alpha(2));
    codeLoader.softPurge("alpha");

    assertThat(isCollected(loader)).isTrue();
    assertThat(alpha.vsn()).isEqualTo(2);
  }

  /** Promise 9: also if no call has come since the load. */
  @Test
  public void aVersionIsUnloadedEvenIfTheNextWasNeverCalled() {
    Vsn alpha = code.qualified("alpha", Vsn.class);
    var loader = loaderOf(load(Modules.alpha(1)).current());
    alpha.vsn();

    load(Modules.alpha(2));
    codeLoader.purge("alpha");

    assertThat(isCollected(loader)).isTrue();
  }

  /** Promise 9. */
  @Test
  public void aVersionWhoseProcessesWereKilledIsUnloaded() {
    var loader = loaderOf(load(Modules.counter(1)).current());
    Pid counter = startCounter();

    load(Modules.counter(2));
    assertThat(codeLoader.purge("counter").killedProcesses()).hasSize(1);
    send(counter, "never read");

    assertThat(isCollected(loader)).isTrue();
  }

  /** Promise 9. */
  @Test
  public void aVersionThatWasDeletedIsUnloaded() {
    Vsn alpha = code.qualified("alpha", Vsn.class);
    var loader = loaderOf(load(Modules.alpha(1)).current());
    alpha.vsn();

    codeLoader.delete("alpha");
    assertThatThrownBy(alpha::vsn).isInstanceOf(UndefinedFunctionException.class);
    codeLoader.softPurge("alpha");

    assertThat(isCollected(loader)).isTrue();
  }

  /** Promises 4 and 9: a load that fails leaves nothing behind. */
  @Test
  public void aVersionThatWasRefusedIsUnloaded() {
    var loader = new AtomicReference<WeakReference<ClassLoader>>();
    SynchronousBundleListener listener =
        event -> {
          if (event.getType() == BundleEvent.STARTED) {
            loader.set(loaderOf(event.getBundle()));
          }
        };
    context.addBundleListener(listener);

    LoadResult result =
        codeLoader.loadFile(
            new TestModule("alpha", "1.0.0")
                .whenMade("throw new IllegalStateException(\"no licence\");")
                .bundle()
                .in(work()));

    context.removeBundleListener(listener);
    assertThat(result).isInstanceOf(LoadResult.OnLoadFailure.class);
    assertThat(isCollected(loader.get())).isTrue();
  }

  /** Promise 9. */
  @Test
  public void theRevisionBeforeAnUpdateIsUnloaded() throws Exception {
    Vsn alpha = code.qualified("alpha", Vsn.class);
    Bundle bundle = start(Modules.alpha(1));
    var loader = loaderOf(bundle);
    alpha.vsn();

    bundle.update(Modules.alpha(2).stream());
    codeLoader.softPurge("alpha");

    assertThat(isCollected(loader)).isTrue();
    assertThat(alpha.vsn()).isEqualTo(2);
  }
}
