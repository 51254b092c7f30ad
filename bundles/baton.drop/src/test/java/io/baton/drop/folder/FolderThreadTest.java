package io.baton.drop.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.fixtures.Await;
import io.baton.fixtures.BundleJar;
import io.baton.spi.RecordFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderThreadTest {
  private static final Duration TICK = Duration.ofMillis(10);

  @TempDir Path temporary;

  private final FakeCodeServer server = new FakeCodeServer();
  private final FolderThread thread = new FolderThread(TICK);

  private DropFolder folder() {
    return new DropFolder(
        server.loader(),
        server.status(),
        new Surroundings(
            temporary,
            new RecordFile(null),
            TICK,
            System::nanoTime,
            server::bundles,
            thread::isStopping));
  }

  private Path module(String name) {
    return new BundleJar(name, "1.0.0")
        .header("Provide-Capability", "baton.module;baton.module=" + name)
        .write(temporary.resolve(name + ".jar"));
  }

  @Test
  void whatIsThereAtTheStartIsLoadedBeforeTheFirstBatchIsDone() throws InterruptedException {
    thread.changed(module("a"));
    thread.changed(module("b"));

    thread.start(folder());

    assertThat(thread.awaitFirst(Await.CAP)).isTrue();
    assertThat(server.current).containsOnlyKeys("a", "b");
    thread.stop(Await.CAP);
  }

  @Test
  void whatComesLaterIsLoadedAndWhatGoesIsDeletedByItself() throws Exception {
    thread.start(folder());
    assertThat(thread.awaitFirst(Await.CAP)).isTrue();

    Path file = module("a");
    thread.changed(file);
    Await.until(() -> server.bundles() != 0);
    Files.delete(file);
    thread.changed(file);

    Await.until(() -> server.bundles() == 0);
    thread.stop(Await.CAP);
    assertThat(server.current).isEmpty();
  }

  /** A file that is written by a thread that was interrupted is not written. */
  @Test
  void aLoadThatIsUnderWayAtTheStopIsNotInterrupted() throws InterruptedException {
    var loading = new CountDownLatch(1);
    var isInterrupted = new AtomicBoolean();
    server.onLoad =
        () -> {
          loading.countDown();
          Await.until(thread::isStopping);
          isInterrupted.set(Thread.currentThread().isInterrupted());
        };
    thread.changed(module("a"));
    thread.start(folder());
    Await.await(loading);

    thread.stop(Await.CAP);

    assertThat(isInterrupted).isFalse();
    assertThat(server.current).containsOnlyKeys("a");
  }

  @Test
  void nothingIsLoadedAfterTheStop() throws InterruptedException {
    thread.start(folder());
    assertThat(thread.awaitFirst(Await.CAP)).isTrue();
    thread.stop(Await.CAP);

    thread.changed(module("a"));

    assertThat(server.loads).isEmpty();
  }
}
