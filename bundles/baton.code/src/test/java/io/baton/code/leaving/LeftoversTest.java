package io.baton.code.leaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Leftover;
import io.baton.code.OneVersion;
import io.baton.code.version.LoadedVersion;
import java.lang.management.ManagementFactory;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** What a version leaves in registries of the JDK. */
class LeftoversTest {
  private static final Logger LOGGER = Logger.getLogger("io.baton.test.leftovers");

  /** A handler of a version. */
  static final class Listening extends Handler {
    @Override
    public void publish(LogRecord line) {}

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /** What a bean of a version can do. */
  public interface MeterMBean {
    /** Its value. */
    int getValue();
  }

  /** A bean of a version. */
  public static final class Meter implements MeterMBean {
    /** Made by the test. */
    public Meter() {}

    @Override
    public int getValue() {
      return 1;
    }
  }

  /** A security provider of a version. */
  static final class Secure extends Provider {
    private static final long serialVersionUID = 1;

    Secure() {
      super("baton-test", "1", "");
    }
  }

  /** A task of a version. */
  static final class Hook implements Runnable {
    @Override
    public void run() {}
  }

  private final OneVersion loader =
      new OneVersion(
          "1.0.0",
          Listening.class,
          Meter.class,
          MeterMBean.class,
          Secure.class,
          Hook.class,
          Uncaught.class);
  private final LoadedVersion version = new LoadedVersion(loader.callable(new Object()));

  private List<String> kinds() {
    return Leftovers.of(version).stream().map(Leftover::kind).sorted().toList();
  }

  @Test
  void versionThatHasLeftNothingHasNoLeftovers() {
    assertThat(Leftovers.of(version)).isEmpty();
  }

  @Test
  void entriesAreFoundByTheirClassLoaderAndRemoved() throws Exception {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    var name = new ObjectName("io.baton.test:type=Meter");
    Handler handler = (Handler) loader.make(Listening.class);
    Thread hook =
        Thread.ofPlatform().name("leftover").unstarted((Runnable) loader.make(Hook.class));
    LOGGER.addHandler(handler);
    beans.registerMBean(loader.make(Meter.class), name);
    Runtime.getRuntime().addShutdownHook(hook);
    int _ = Security.addProvider((Provider) loader.make(Secure.class));

    assertThat(kinds()).contains("MBean", "log handler", "security provider");
    assertThat(Leftovers.of(version)).allMatch(Leftover::removable);
    Leftovers.remove(version);

    assertThat(kinds()).isEmpty();
    assertThat(beans.isRegistered(name)).isFalse();
    assertThat(LOGGER.getHandlers()).isEmpty();
    assertThat(Security.getProvider("baton-test")).isNull();
    boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
  }

  @Test
  void foreignThreadGetsAnotherContextClassLoader() throws Exception {
    var leave = new CountDownLatch(1);
    Thread foreign =
        Thread.ofPlatform()
            .name("foreign")
            .unstarted(() -> {
              try {
                leave.await();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
    foreign.setContextClassLoader(loader);
    foreign.start();
    try {
      assertThat(Leftovers.of(version))
          .extracting(Leftover::toString)
          .containsExactly("context class loader of thread foreign");
      Leftovers.remove(version);

      assertThat(foreign.getContextClassLoader()).isNotSameAs(loader);
    } finally {
      leave.countDown();
      foreign.join();
    }
  }

  @Test
  void defaultHandlerIsReset() {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    try {
      Thread.setDefaultUncaughtExceptionHandler(
          (Thread.UncaughtExceptionHandler) loader.make(Uncaught.class));
      assertThat(kinds()).containsExactly("default handler");

      Leftovers.remove(version);

      assertThat(Thread.getDefaultUncaughtExceptionHandler()).isNull();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  /** A handler of a version. */
  static final class Uncaught implements Thread.UncaughtExceptionHandler {
    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {}
  }
}
