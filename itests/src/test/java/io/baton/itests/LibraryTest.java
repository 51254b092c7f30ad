package io.baton.itests;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawnMonitor;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.osgi.framework.wiring.BundleWiring;

/** Modules that have a library inside, use it, and are replaced while they do. */
public abstract class LibraryTest extends BatonTest {
  /** How often the module is replaced. */
  private static final int UPGRADES = 3;

  private static final long PAUSE_NANOS = 1_000_000;

  interface Using {
    String use();

    Next loop(int count, Pid reader);
  }

  /**
   * A module that uses a library.
   *
   * @param name of the module
   * @param jars what the names of the library's jars begin with
   * @param body of a method that uses the library and returns a text
   * @param close statements that end what the library has started
   */
  record Program(String name, List<String> jars, String body, String close) {
    Program(String name, List<String> jars, String body) {
      this(name, jars, body, "");
    }

    private TestBundle bundle(int vsn) {
      return new TestModule(name, vsn + ".0.0")
          .functions("String use() throws Exception; Next loop(int count, Pid reader);")
          .members(
              """
              public String use() throws Exception { return "%d:" + used(); }

              public Next loop(int count, Pid reader) {
                receive(String.class);
                try { send(reader, count + ":" + use()); } catch (Exception e) { send(reader, e.toString()); }
                return module.loop(count + 1, reader);
              }

              private static String used() throws Exception { %s }

              public void close() throws Exception { %s }
              """
                  .formatted(vsn, body, close))
          .closedBy("close")
          .bundle()
          .embedding(jars.stream().flatMap(LibraryTest::found).toList());
    }
  }

  static Stream<Path> found(String jar) {
    Path folder = Path.of(System.getProperty("baton.libraries"));
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files.filter(file -> file.getFileName().toString().startsWith(jar)).sorted().toList();
      assertThat(found).as("%s in %s", jar, folder).isNotEmpty();
      return found.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Loads a program and replaces it while a thread and a process use it. Nothing fails, the process
   * keeps its count, and each old version is collected when it has been purged softly.
   *
   * @param result what the program makes of the library
   */
  final void lives(Program program, String result) throws Exception {
    load(program.bundle(1));
    Using module = code.qualified(program.name(), Using.class);
    assertThat(module.use()).isEqualTo("1:" + result);
    Pid process = spawnMonitor(module.loop(0, self())).pid();
    var client = new Client(module);
    for (int vsn = 2; vsn <= 1 + UPGRADES; vsn++) {
      awaitReceive(process);
      WeakReference<ClassLoader> old = loaderOf(program.name());
      load(program.bundle(vsn));
      // the version that waits handles the first message, the current one the next
      send(process, "go");
      assertThat(await(String.class))
          .isEqualTo("%d:%d:%s".formatted(2 * (vsn - 2), vsn - 1, result));
      send(process, "go");
      assertThat(await(String.class))
          .isEqualTo("%d:%d:%s".formatted(2 * (vsn - 2) + 1, vsn, result));
      awaitReceive(process);
      softPurgeAsSoonAsUnused(program.name());
      awaitCollected(old);
    }
    client.end();
  }

  private WeakReference<ClassLoader> loaderOf(String module) {
    String location = codeStatus.isLoaded(module).orElseThrow().location();
    return new WeakReference<>(
        context.getBundle(location).adapt(BundleWiring.class).getClassLoader());
  }

  /**
   * What a library finalizes, as log4j 1 does with its appenders, needs more than one collection.
   */
  private void awaitCollected(WeakReference<ClassLoader> loader) {
    long start = System.nanoTime();
    while (!loader.refersTo(null) && System.nanoTime() - start < PATIENCE.toNanos()) {
      System.gc();
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    if (!loader.refersTo(null)) {
      assertThat(codeStatus.leaks()).as("purged versions that are in memory").isEmpty();
    }
  }

  /** Calls the module again and again, and leaves the finalizer time for what is made in a call. */
  private static final class Client {
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicReference<Throwable> failed = new AtomicReference<>();
    private final Thread thread;

    Client(Using module) {
      thread = Thread.ofPlatform().start(() -> run(module));
    }

    private void run(Using module) {
      try {
        while (!ended.get()) {
          module.use();
          calls.incrementAndGet();
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      } catch (RuntimeException | Error e) {
        failed.set(e);
      }
    }

    void end() throws InterruptedException {
      until(() -> calls.get() > 0 || failed.get() != null);
      ended.set(true);
      thread.join();
      assertThat(failed.get()).isNull();
    }
  }
}
