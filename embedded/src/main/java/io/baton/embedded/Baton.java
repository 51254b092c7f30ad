package io.baton.embedded;

import io.baton.api.code.Code;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.Leak;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.compiler.Watch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Baton, running in this JVM: an OSGi framework that has Baton's bundles, and in which modules are
 * loaded. The application and modules share the classes of Baton's API, and what {@link
 * BatonOptions#sharing} names. One at a time in a JVM. Thread-safe.
 *
 * {@snippet :
 * try (var baton = Baton.start()) {
 *   baton.loader().loadFile(Path.of("frequency-1.0.0.jar"));
 *   var frequency = baton.code().qualified("frequency", Frequency.class);
 *   frequency.start();
 * }
 * }
 */
public final class Baton implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How often a purged version is looked for that the collector has not reached. */
  private static final int LOOKS = 3;

  private final Framework framework;
  private final Storage storage;
  private final OnlyOne place;
  private final AtomicBoolean isClosed = new AtomicBoolean();
  private final Thread atExit = new Thread(this::end, "baton-stop");
  private final Code code;
  private final CodeLoader loader;
  private final CodeStatus status;
  private final StartLoads loads;

  private Baton(Framework framework, Storage storage, OnlyOne place, ClassPath classPath) {
    this.framework = framework;
    this.storage = storage;
    this.place = place;
    code = service(Code.class);
    loader = service(CodeLoader.class);
    status = service(CodeStatus.class);
    loads =
        new StartLoads(
            loader, status, new ClassPathModules(classPath), storage.data().resolve("class-path"));
  }

  /**
   * Starts Baton with the defaults.
   *
   * @return what runs; to be closed
   * @throws BatonStartException if it does not start
   * @throws IllegalStateException if Baton already runs in this JVM
   */
  public static Baton start() {
    return start(BatonOptions.defaults());
  }

  /**
   * Starts Baton: a framework with Baton's bundles, which are found on the class path. Blocks until
   * modules can be loaded, for about a second. Logs a warning if the JVM lacks options that Baton
   * needs for some of what it does; {@link System.Logger} {@code io.baton.embedded} gets it.
   *
   * @param options of this start
   * @return what runs; to be closed
   * @throws BatonStartException if a bundle is missing or does not start; then nothing runs, and
   *     nothing is left
   * @throws IllegalStateException if Baton already runs in this JVM
   */
  public static Baton start(BatonOptions options) {
    OnlyOne place = OnlyOne.take();
    boolean isStarted = false;
    try {
      Baton baton = started(options, place);
      isStarted = true;
      return baton;
    } finally {
      if (!isStarted) {
        place.leave();
      }
    }
  }

  private static Baton started(BatonOptions options, OnlyOne place) {
    JvmOptions.check();
    Storage storage = Storage.open(options.storage());
    Framework framework = null;
    try {
      ClassPath classPath = ClassPath.seenBy(Baton.class.getClassLoader());
      framework = Node.start(options, storage, classPath);
      Baton baton = new Baton(framework, storage, place, classPath);
      baton.loads.load(options.modules());
      if (options.stopsAtExit()) {
        Runtime.getRuntime().addShutdownHook(baton.atExit);
      }
      return baton;
    } catch (RuntimeException e) {
      if (framework != null) {
        Node.stop(framework);
      }
      closeAfter(e, storage);
      throw e;
    }
  }

  private static void closeAfter(RuntimeException failure, Storage storage) {
    try {
      storage.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Returns what calls modules.
   *
   * @return the service of the code server
   */
  public Code code() {
    return code;
  }

  /**
   * Returns what loads and purges.
   *
   * @return the service of the code server
   */
  public CodeLoader loader() {
    return loader;
  }

  /**
   * Returns what says which versions there are, and what keeps old ones.
   *
   * @return the service of the code server
   */
  public CodeStatus status() {
    return status;
  }

  /**
   * Returns what watches sources and folders of classes, and can be paused.
   *
   * @return the service; it watches what {@link BatonOptions#watching} named
   * @throws IllegalStateException if that has named nothing
   */
  public Watch watch() {
    return service(Watch.class);
  }

  /**
   * Returns the modules that have an interface, each as a view: those whose current version exports
   * an interface of this name. The list follows them: what is loaded is in it as soon as the load
   * returns, what is deleted is not. An iteration goes over those of the moment at which it begins.
   *
   * @param <V> the interface
   * @param view its class in the application; modules may have another class of this name
   * @return in the order of the modules' names; cannot be changed
   */
  public <V> List<V> views(Class<V> view) {
    if (!view.isInterface()) {
      throw new IllegalArgumentException(
          "a view must be an interface, was %s".formatted(view.getName()));
    }
    return new ModuleViews<>(this, view);
  }

  /**
   * Loads a module from a jar on the class path. Its classes come from the jar, and never from the
   * application's class loader. Never purges.
   *
   * @param name {@code group:artifact}, if Maven has built the jar, or the name of the module; the
   *     version is that of the class path
   * @return what happened
   * @throws IllegalArgumentException if no such jar is there, or it is no module
   */
  public LoadResult loadFromClassPath(String name) {
    return loads.load(name);
  }

  /**
   * Returns what holds a purged version in memory, apart from soft references. Looks several times,
   * since one collection may not reach the version. Blocks while the collector runs, and for
   * seconds while the heap is dumped.
   *
   * @param version that was purged
   * @return empty if nothing does
   */
  public Optional<Leak> leakOf(ModuleVersion version) {
    Optional<Leak> leak = Optional.empty();
    for (int i = 0; i < LOOKS && (i == 0 || leak.isPresent()); i++) {
      leak =
          status.leaks().stream()
              .filter(held ->
                  held.version().number() == version.number()
                      && !(held.holder() instanceof Leak.SoftPath))
              .findFirst();
    }
    return leak;
  }

  /**
   * Returns a service, as {@link #service(Class, Duration)} does within ten seconds.
   *
   * @param <T> the service
   * @param type its interface
   * @return the service
   */
  public <T> T service(Class<T> type) {
    return service(type, PATIENCE);
  }

  /**
   * Returns a service of Baton or of a module. Blocks until there is one.
   *
   * @param <T> the service
   * @param type its interface, in a package that the application shares with modules
   * @param atMost how long to wait for it
   * @return the service that ranks highest
   * @throws IllegalArgumentException if the package is not shared: no bundle could register this
   *     class
   * @throws IllegalStateException if there is none in time, the thread is interrupted, or this is
   *     closed
   */
  public <T> T service(Class<T> type, Duration atMost) {
    requireShared(type);
    BundleContext context = context();
    ServiceTracker<T, T> tracker = new ServiceTracker<>(context, type, null);
    // Felix hides components of Declarative Services that are not created yet from the framework's
    // own context: it cannot tell whose class they implement. The check of the package does.
    tracker.open(true);
    try {
      if (tracker.waitForService(Math.max(1, atMost.toMillis())) == null) {
        throw new IllegalStateException(
            "no service %s within %s".formatted(type.getName(), atMost));
      }
      return context.getService(tracker.getServiceReference());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + type.getName(), e);
    } finally {
      tracker.close();
    }
  }

  private void requireShared(Class<?> type) {
    BundleWiring wiring = framework.adapt(BundleWiring.class);
    if (wiring != null
        && wiring.getCapabilities("osgi.wiring.package").stream()
            .noneMatch(exported ->
                type.getPackageName()
                    .equals(exported.getAttributes().get("osgi.wiring.package")))) {
      throw new IllegalArgumentException(
          "package %s of %s is not shared with modules; name it in BatonOptions.sharing"
              .formatted(type.getPackageName(), type.getName()));
    }
  }

  /**
   * Returns the framework's own view of itself, for what OSGi has and Baton's API does not: to
   * install a library that modules import, for instance.
   *
   * @return the context of the framework
   * @throws IllegalStateException if this is closed
   */
  public BundleContext context() {
    BundleContext context = framework.getBundleContext();
    if (context == null) {
      throw new IllegalStateException("Baton is closed");
    }
    return context;
  }

  /**
   * Stops all modules and Baton, in order, and waits for their end. Processes are ended; a
   * temporary storage is deleted. Another Baton can be started then. Does nothing if it was called
   * before.
   *
   * @throws IllegalStateException if the framework does not stop within 30 s, since a bundle does
   *     not stop, or the storage cannot be deleted; another one can be started nevertheless
   */
  @Override
  public void close() {
    if (isClosed.get()) {
      return;
    }
    try {
      boolean _ = Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException _) {
      // the JVM ends, and runs it
    }
    end();
  }

  private void end() {
    if (!isClosed.compareAndSet(false, true)) {
      return;
    }
    try {
      boolean hasStopped = Node.stop(framework);
      storage.close();
      if (!hasStopped) {
        throw new IllegalStateException("the framework has not stopped within 30 s");
      }
    } catch (IOException e) {
      throw new IllegalStateException("the storage cannot be given up: " + e, e);
    } finally {
      place.leave();
    }
  }
}
