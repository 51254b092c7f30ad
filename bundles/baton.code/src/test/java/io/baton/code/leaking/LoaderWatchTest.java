package io.baton.code.leaking;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Leak;
import io.baton.api.code.ModuleVersion;
import io.baton.code.Collected;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Promise 9: plain class loaders, and the collector itself. */
class LoaderWatchTest {
  private static final int COLLECTIONS = 100;

  private final BlockingQueue<List<PurgedLoader>> suspected = new LinkedBlockingQueue<>();
  private final List<ClassLoader> held = new ArrayList<>();
  private final LoaderWatch watch = LoaderWatch.start(suspected::add);

  @AfterEach
  void close() {
    watch.close();
  }

  static ModuleVersion version(int vsn) {
    return new ModuleVersion("alpha", vsn + ".0.0", vsn, "file:/alpha.jar", Instant.EPOCH);
  }

  static ClassLoader loader() {
    return new URLClassLoader(new URL[0]);
  }

  private ClassLoader held() {
    ClassLoader loader = loader();
    held.add(loader);
    return loader;
  }

  private void add(int vsn, ClassLoader loader) {
    watch.add(version(vsn), Instant.EPOCH, loader);
  }

  /** Lets the collector run until something is suspected. */
  private List<PurgedLoader> awaitSuspects() throws InterruptedException {
    List<PurgedLoader> suspects = suspected.poll();
    for (int i = 0; i < COLLECTIONS && suspects == null; i++) {
      assertThat(Canary.goneAfterCollection()).isTrue();
      suspects = suspected.poll(100, TimeUnit.MILLISECONDS);
    }
    assertThat(suspects).isNotNull();
    return suspects;
  }

  private static List<String> names(List<PurgedLoader> loaders) {
    return loaders.stream().map(LoaderWatchTest::name).toList();
  }

  private static String name(PurgedLoader loader) {
    return loader.heldBy(new Leak.Unknown("test")).version().toString();
  }

  @Test
  void loaderThatIsHeldIsSuspectedOnce() throws InterruptedException {
    add(1, held());

    assertThat(names(awaitSuspects())).containsExactly("alpha 1.0.0");
    add(2, held());
    assertThat(names(awaitSuspects())).containsExactly("alpha 2.0.0");

    assertThat(names(watch.remaining())).containsExactly("alpha 1.0.0", "alpha 2.0.0");
  }

  @Test
  void unreachableLoaderIsForgottenAndNeverSuspected() throws InterruptedException {
    var gone = new WeakReference<>(loader());
    add(1, gone.get());
    add(2, held());

    assertThat(names(awaitSuspects())).containsExactly("alpha 2.0.0");

    assertThat(Collected.is(gone)).isTrue();
    assertThat(names(watch.remaining())).containsExactly("alpha 2.0.0");
  }

  @Test
  void suspectThatIsLetGoIsForgotten() throws InterruptedException {
    var loader = new WeakReference<>(suspect());

    assertThat(Collected.is(loader)).isTrue();
    assertThat(watch.remaining()).isEmpty();
  }

  private ClassLoader suspect() throws InterruptedException {
    ClassLoader loader = loader();
    add(1, loader);
    assertThat(awaitSuspects()).hasSize(1);
    return loader;
  }

  @Test
  void collectionThatMayHaveBeenBeforeThePurgeDoesNotCount() {
    var queue = new ReferenceQueue<Object>();
    var purge = new PurgedLoader.Purge(version(1), Instant.EPOCH);
    var loader = new PurgedLoader(held(), queue, purge, 5);

    assertThat(loader.hasOutlived(Canary.make(queue, 4), 1)).isFalse();
    assertThat(loader.hasOutlived(Canary.make(queue, 5), 1)).isTrue();
    assertThat(loader.hasOutlived(Canary.make(queue, 6), 1)).isFalse();
  }

  @Test
  void closedWatchHasNoThread() {
    watch.close();

    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("code-server unloading"));
  }
}
