package io.baton.itests;

import static io.baton.api.process.Processes.isAlive;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.CheckOption;
import io.baton.api.code.CheckResult;
import io.baton.api.code.DeleteResult;
import io.baton.api.code.FinishResult;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.Source;
import io.baton.api.process.Pid;
import io.baton.itests.Modules.Vsn;
import io.baton.spi.ModuleListener;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Promise 4: no code of others can break a load, a purge or a delete half-way. Something that
 * throws, or does not return, stands at each place where Baton, or the framework on its behalf,
 * calls out.
 */
public class ForeignCodeIT extends BatonTest {
  private final Vsn alpha = () -> code.qualified("alpha", Vsn.class).vsn();

  /** What does not return does so when the test is over. */
  private final CountDownLatch over = new CountDownLatch(1);

  private final AtomicInteger calls = new AtomicInteger();

  /** Puts code of others somewhere, and takes it away again. */
  private interface Place {
    AutoCloseable put(Runnable foreign);
  }

  /** A code server that waits for what does not return, but not for long. */
  @Before
  public void boundShowing() throws Exception {
    boundShowing(Duration.ofMillis(200));
  }

  @After
  public void letThemReturn() {
    over.countDown();
  }

  private void everythingWorksBeside(Place place, Fault... faults) throws Exception {
    for (Fault fault : faults) {
      Runnable foreign =
          () -> {
            calls.incrementAndGet();
            fault.happen(over);
          };
      try (AutoCloseable _ = place.put(foreign)) {
        everythingWorks();
      }
      assertThat(calls.getAndSet(0)).as("%s", fault).isPositive();
    }
  }

  private void everythingWorks() {
    everythingWorks(Modules::alpha);
  }

  /** The life of a module from its first load on, to its end. */
  private void everythingWorks(IntFunction<TestBundle> version) {
    Snapshot before = Snapshot.of(this);
    load(version.apply(1));
    assertThat(alpha.vsn()).isEqualTo(1);
    load(version.apply(2));
    assertThat(alpha.vsn()).isEqualTo(2);
    assertThat(old("alpha")).isEqualTo("1.0.0");
    assertThat(codeLoader.softPurge("alpha")).isInstanceOf(SoftPurgeResult.Purged.class);
    assertThat(codeLoader.check(version.apply(3).in(work()), CheckOption.CONSTRUCT))
        .isInstanceOf(CheckResult.Checked.class);
    load(version.apply(4));
    assertThat(codeLoader.purge("alpha")).isInstanceOf(PurgeResult.Purged.class);
    assertThat(alpha.vsn()).isEqualTo(4);
    assertThat(codeLoader.delete("alpha")).isInstanceOf(DeleteResult.Deleted.class);
    assertThat(codeLoader.purge("alpha")).isInstanceOf(PurgeResult.Purged.class);
    assertThat(codeStatus.isLoaded("alpha")).isEmpty();
    if (over.getCount() > 0 && calls.get() == 0) {
      before.nothingChanged(this);
    }
  }

  private AutoCloseable registered(ServiceRegistration<?> service) {
    return service::unregister;
  }

  private AutoCloseable logging(Runnable foreign) {
    var handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            foreign.run();
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger root = Logger.getLogger("io.baton.code");
    root.addHandler(handler);
    root.setLevel(java.util.logging.Level.ALL);
    return () -> {
      root.removeHandler(handler);
      root.setLevel(null);
    };
  }

  /** A handler gets something to log with each load, purge and delete. */
  @Test
  public void logHandlers() throws Exception {
    var states = new StateOfEachVersion(this);

    for (Fault fault : Fault.values()) {
      try (AutoCloseable _ =
          logging(() -> {
            calls.incrementAndGet();
            fault.happen(over);
          })) {
        states.loadsOneThatDoesNotFit();
        everythingWorks();
      }
      assertThat(calls.getAndSet(0)).as("%s", fault).isPositive();
    }
  }

  /** The module of a handler may be purged, and the handler is still there. */
  @Test
  public void logHandlerOfAPurgedVersion() throws Exception {
    var states = new StateOfEachVersion(this);
    load(
        new TestModule("alpha", "1.0.0")
            .functions("int vsn();")
            .members(
                """
                public int vsn() {
                  java.util.logging.Logger.getLogger("io.baton.code").addHandler(new Hears());
                  return 1;
                }
                """)
            .bundle()
            .importing("java.util.logging")
            .type(
                """
                public class Hears extends java.util.logging.Handler {
                  public void publish(java.util.logging.LogRecord line) {}
                  public void flush() {}
                  public void close() {}
                }
                """));
    assertThat(alpha.vsn()).isEqualTo(1);
    load(Modules.alpha(2));
    softPurgeAsSoonAsUnused("alpha");

    states.loadsOneThatDoesNotFit();

    Logger logger = Logger.getLogger("io.baton.code");
    Arrays.stream(logger.getHandlers()).forEach(logger::removeHandler);
  }

  @Test
  public void moduleListeners() throws Exception {
    everythingWorksBeside(
        foreign ->
            registered(context.registerService(ModuleListener.class, _ -> foreign.run(), null)),
        Fault.values());
  }

  @Test
  public void serviceListeners() throws Exception {
    everythingWorksBeside(
        foreign -> {
          AllServiceListener listener =
              event -> {
                if (event.getServiceReference().getProperty("baton.current") != null) {
                  foreign.run();
                }
              };
          context.addServiceListener(listener);
          return () -> context.removeServiceListener(listener);
        },
        Fault.values());
  }

  @Test
  public void bundleAndFrameworkListeners() throws Exception {
    everythingWorksBeside(
        foreign -> {
          SynchronousBundleListener bundles = _ -> foreign.run();
          FrameworkListener errors = _ -> foreign.run();
          context.addBundleListener(bundles);
          context.addFrameworkListener(errors);
          return () -> {
            context.removeBundleListener(bundles);
            context.removeFrameworkListener(errors);
          };
        },
        Fault.EXCEPTION,
        Fault.ERROR,
        Fault.OVERFLOW);
  }

  /** How often something has thrown in a bundle. */
  private static AtomicInteger failures(Bundle bundle) throws ReflectiveOperationException {
    Class<?> fails =
        bundle.loadClass("io.baton.itests.%s.Fails".formatted(bundle.getSymbolicName()));
    return (AtomicInteger) fails.getField("CALLS").get(null);
  }

  /** A component of another bundle, which is made, bound, unbound and given up during a load. */
  @Test
  public void componentsOfOtherBundlesThatThrow() throws Exception {
    for (String reference :
        List.of(
            "bind=\"bind\" unbind=\"unbind\" policy=\"dynamic\" policy-option=\"greedy\"",
            "bind=\"bind\" unbind=\"unbind\" policy-option=\"greedy\"",
            "policy-option=\"greedy\"")) {
      Bundle client = start(FailingBundles.client(reference));

      everythingWorks(FailingBundles::wanted);

      assertThat(failures(client)).as(reference).hasPositiveValue();
      client.uninstall();
    }
  }

  /** The way out of a version: what its own component and activator do when it is uninstalled. */
  @Test
  public void versionsThatThrowWhenTheyGo() {
    everythingWorks(FailingBundles::leaving);
  }

  interface Starts {
    Pid start();
  }

  @Test
  public void statesAndMessagesThatThrowWhenTheyAreAsked() {
    load(FailingBundles.stubborn(1));
    Pid server = code.qualified("alpha", Starts.class).start();
    awaitReceive(server);

    load(FailingBundles.stubborn(2));
    assertThat(codeStatus.lingering("alpha")).allSatisfy(one -> assertThat(one.pid()).isPresent());
    assertThat(codeStatus.heldFunctions("alpha")).isEmpty();
    assertThat(codeLoader.check(FailingBundles.stubborn(3).in(work()), CheckOption.CONSTRUCT))
        .isInstanceOf(CheckResult.Checked.class);
    assertThat(codeLoader.softPurge("alpha")).isInstanceOf(SoftPurgeResult.StillUsed.class);
    assertThat(codeLoader.purge("alpha").killedProcesses()).hasSize(1);
    load(FailingBundles.stubborn(3));

    assertThat(alpha.vsn()).isEqualTo(3);
    softPurgeAsSoonAsUnused("alpha");
    assertThat(isAlive(server)).isTrue();
  }

  /**
   * Modules that are loaded together are shown each by itself: one that is held up does not come
   * back when it has long been deleted, nor hold up the others.
   */
  @Test
  public void modulesThatAreLoadedTogetherAreShownEachInItsOwnOrder() throws Exception {
    AllServiceListener listener =
        event -> {
          if ("alpha".equals(event.getServiceReference().getProperty("baton.current"))) {
            Fault.WAITS.happen(over);
          }
        };
    context.addServiceListener(listener);
    try (AutoCloseable _ = () -> context.removeServiceListener(listener)) {
      assertThat(
              codeLoader.atomicLoad(
                  List.of(
                      new Source.InFile("alpha", Modules.alpha(1).in(work())),
                      new Source.InFile("beta", Modules.vsn("beta", 1).in(work())))))
          .isInstanceOf(FinishResult.Loaded.class);
      until(() -> isShown("beta"));
      assertThat(codeLoader.delete("beta")).isInstanceOf(DeleteResult.Deleted.class);
      until(() -> !isShown("beta"));

      over.countDown();

      until(() -> isShown("alpha"));
      load(Modules.alpha(2));
      assertThat(isShown("beta")).isFalse();
    }
  }

  private boolean isShown(String module) {
    try {
      return context.getAllServiceReferences(null, "(baton.current=%s)".formatted(module)) != null;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A load of another module from a listener, which is on its own way by then. */
  @Test
  public void listenerThatLoadsAModuleItself() throws Exception {
    var file = Modules.vsn("beta", 1).in(work());
    ModuleListener listener =
        module -> {
          if (module.equals("alpha") && codeStatus.isLoaded("beta").isEmpty()) {
            var _ = codeLoader.loadFile(file);
          }
        };
    try (AutoCloseable _ =
        registered(context.registerService(ModuleListener.class, listener, null))) {
      load(Modules.alpha(1));

      until(() -> current("beta").equals("1.0.0"));
      assertThat(alpha.vsn()).isEqualTo(1);
    }
  }
}
