package io.baton.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/**
 * A framework with the bundles of a plan, from its start to its end. However the process ends,
 * unless it is killed, a shutdown hook stops the framework in order and removes what was temporary,
 * within {@link #PATIENCE_AT_STOP}.
 */
final class Node {
  private static final Duration PATIENCE_AT_START = Duration.ofSeconds(60);
  private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(10);

  private final Framework framework;
  private final Storage storage;
  private final PrintStream err;
  private final AtomicInteger exitStatus = new AtomicInteger(Main.OK);

  /** Closed before the framework stops, and after it. Written by the thread that starts. */
  private final List<AutoCloseable> first = new CopyOnWriteArrayList<>();

  private final List<AutoCloseable> last = new CopyOnWriteArrayList<>();

  /** Set by the shutdown hook; read by the thread that waits for the start. */
  private volatile boolean stopping;

  private Node(Framework framework, Storage storage, PrintStream err) {
    this.framework = framework;
    this.storage = storage;
    this.err = err;
  }

  /**
   * Starts a framework and the bundles of {@code plan}.
   *
   * @throws LaunchException if a bundle is missing, does not resolve or does not start, or if all
   *     of this takes longer than {@link #PATIENCE_AT_START}
   */
  static Node start(LaunchPlan plan, BundleRepository repository, Storage storage, PrintStream err)
      throws LaunchException, InterruptedException {
    Locale format = Locale.getDefault(Locale.Category.FORMAT);
    // Felix makes the version of its execution environment in the default locale: with other
    // digits than these it would not understand it
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    Node node;
    try {
      Framework framework =
          new FrameworkFactory().newFramework(FrameworkProperties.of(plan, storage, err));
      node = new Node(framework, storage, err);
      Runtime.getRuntime().addShutdownHook(new Thread(node::stop, "baton-stop"));
      node.init();
    } finally {
      Locale.setDefault(Locale.Category.FORMAT, format);
    }
    node.start(plan, repository);
    return node;
  }

  /** The framework's own context. */
  BundleContext context() {
    return framework.getBundleContext();
  }

  /**
   * Waits until the framework has ended, by whomever it was stopped. Returns what the command exit
   * asked for.
   */
  int awaitExit() throws InterruptedException {
    framework.waitForStop(0);
    return exitStatus.get();
  }

  /** Makes {@link #awaitExit} return {@code status}; the framework stops on a thread of its own. */
  void leave(int status) {
    exitStatus.set(status);
    try {
      framework.stop();
    } catch (BundleException e) {
      throw new IllegalStateException("the framework does not stop", e);
    }
  }

  /**
   * Offers a service by which bundles end the process, with a status: an application without which
   * it is of no use has ended.
   */
  void offerItsEnd() {
    var _ =
        context()
            .registerService(
                IntConsumer.class,
                this::end,
                FrameworkUtil.asDictionary(Map.of("baton.exit", true)));
  }

  /** Ends the process, whatever its other threads wait for, when the framework has stopped. */
  private void end(int status) {
    leave(status);
    Thread end =
        new Thread(
            () -> {
              try {
                var _ = framework.waitForStop(PATIENCE_AT_STOP.toMillis());
              } catch (InterruptedException _) {
                // it ends at once
              }
              System.exit(status);
            },
            "baton-end");
    end.setDaemon(true);
    end.start();
  }

  /** Closes something before the framework stops. */
  void beforeStop(AutoCloseable closed) {
    first.add(closed);
  }

  /** Closes something when the framework has stopped, in this order. */
  void atStop(AutoCloseable... closed) {
    last.addAll(List.of(closed));
  }

  private void init() throws LaunchException {
    try {
      framework.init();
    } catch (BundleException e) {
      throw new LaunchException("the framework does not start", e);
    }
  }

  private void start(LaunchPlan plan, BundleRepository repository)
      throws LaunchException, InterruptedException {
    framework.adapt(FrameworkStartLevel.class).setInitialBundleStartLevel(Starter.LATER_BUNDLES);
    List<Installer.Installed> bundles = new Installer(context(), repository).install(plan);
    var configurator =
        new Configurator(
            context(),
            plan.configurations(),
            new RecordFile(storage.data().resolve("handed-over")),
            err);
    Starter starter = new Starter(framework, configurator);
    var started =
        new FutureTask<Void>(() -> {
          framework.start();
          starter.start(bundles);
          return null;
        });
    new Thread(started, "baton-start").start();
    await(started, starter);
  }

  private void await(FutureTask<Void> started, Starter starter)
      throws LaunchException, InterruptedException {
    try {
      started.get(PATIENCE_AT_START.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new LaunchException(
          starter.doing() + " has taken more than " + PATIENCE_AT_START.toSeconds() + " s");
    } catch (ExecutionException e) {
      if (stopping) {
        throw new LaunchException("stopped while starting");
      }
      if (e.getCause() instanceof LaunchException failure) {
        throw failure;
      }
      throw new LaunchException(starter.doing(), e);
    }
  }

  /**
   * Stops the framework in order. Runs as a shutdown hook: what it cannot do in time, the end of
   * the JVM does.
   */
  private void stop() {
    stopping = true;
    if (!first.isEmpty()) {
      err.println("baton: stopping");
    }
    close(first);
    try {
      framework.stop();
      FrameworkEvent end = framework.waitForStop(PATIENCE_AT_STOP.toMillis());
      if (end.getType() == FrameworkEvent.WAIT_TIMEDOUT) {
        err.println(
            "baton: the framework has not stopped within " + PATIENCE_AT_STOP.toSeconds() + " s");
      }
      storage.close();
    } catch (BundleException | IOException | InterruptedException e) {
      err.println("baton: stopping: " + Failures.describe(e));
    }
    close(last);
  }

  private void close(List<AutoCloseable> all) {
    for (AutoCloseable one : all) {
      try {
        one.close();
      } catch (Exception e) {
        err.println("baton: stopping: " + Failures.describe(e));
      }
    }
  }
}
