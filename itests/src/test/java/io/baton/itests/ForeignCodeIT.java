package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.CheckResult;
import io.baton.api.code.DeleteResult;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.spi.ModuleListener;
import io.baton.itests.Modules.Vsn;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.After;
import org.junit.Test;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.FrameworkListener;
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

  /** What the code of others does instead of returning. */
  private enum Fault {
    EXCEPTION {
      @Override
      void happen(ForeignCodeIT test) {
        throw new IllegalStateException("from a listener");
      }
    },
    ERROR {
      @Override
      void happen(ForeignCodeIT test) {
        throw new NoClassDefFoundError("from a listener");
      }
    },
    OVERFLOW {
      @Override
      void happen(ForeignCodeIT test) {
        try {
          deeper(1);
        } catch (StackOverflowError e) {
          e.setStackTrace(new StackTraceElement[0]); // a thousand lines in the log help nobody
          throw e;
        }
      }

      private int deeper(int depth) {
        return depth == 0 ? 0 : deeper(depth + 1) + depth;
      }
    },
    WAITS {
      @Override
      void happen(ForeignCodeIT test) {
        try {
          test.over.await();
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
        }
      }
    };

    abstract void happen(ForeignCodeIT test);
  }

  /** Puts code of others somewhere, and takes it away again. */
  private interface Place {
    AutoCloseable put(Runnable foreign);
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
            fault.happen(this);
          };
      try (AutoCloseable _ = place.put(foreign)) {
        everythingWorks();
      }
      assertThat(calls.getAndSet(0)).as("%s", fault).isPositive();
    }
  }

  /** The life of a module from its first load on, to its end. */
  private void everythingWorks() {
    Snapshot before = Snapshot.of(this);
    load(Modules.alpha(1));
    assertThat(alpha.vsn()).isEqualTo(1);
    load(Modules.alpha(2));
    assertThat(alpha.vsn()).isEqualTo(2);
    assertThat(old("alpha")).isEqualTo("1.0.0");
    assertThat(code.softPurge("alpha")).isInstanceOf(SoftPurgeResult.Purged.class);
    assertThat(code.check(Modules.alpha(3).in(work()))).isInstanceOf(CheckResult.Checked.class);
    load(Modules.alpha(4));
    assertThat(code.purge("alpha")).isInstanceOf(PurgeResult.Purged.class);
    assertThat(alpha.vsn()).isEqualTo(4);
    assertThat(code.delete("alpha")).isInstanceOf(DeleteResult.Deleted.class);
    assertThat(code.purge("alpha")).isInstanceOf(PurgeResult.Purged.class);
    assertThat(code.isLoaded("alpha")).isEmpty();
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
            fault.happen(this);
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
    softPurgeAsSoonAsNobodyIsIn("alpha");

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

  /** A load of another module from a listener, which is on its own way by then. */
  @Test
  public void listenerThatLoadsAModuleItself() throws Exception {
    var file = Modules.vsn("beta", 1).in(work());
    ModuleListener listener =
        module -> {
          if (module.equals("alpha") && code.isLoaded("beta").isEmpty()) {
            var _ = code.loadFile(file);
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
