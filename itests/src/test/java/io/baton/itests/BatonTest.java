package io.baton.itests;

import static io.baton.api.process.Processes.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.options;

import io.baton.api.code.Code;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.process.Pid;
import io.baton.fixtures.Await;
import io.baton.spi.ProcessControl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

/** A Felix with Baton in it, one for each test class. No test leaves anything behind. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public abstract class BatonTest {
  /** How long a test waits for what will surely happen. */
  static final Duration PATIENCE =
      Duration.ofSeconds(Integer.getInteger("baton.patience.seconds", 10));

  static final long PAUSE_NANOS = 100_000;

  private static final String PID = "io.baton.code";

  /** Where the bundles of a test are written. */
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Inject BundleContext context;
  @Inject ProcessControl processes;
  @Inject ConfigurationAdmin configurations;

  /** The code server under test, with {@link #codePath()} as its code path. */
  Code code;

  /** Loads and purges; the same code server. */
  CodeLoader codeLoader;

  /** Says what is loaded; the same code server. */
  CodeStatus codeStatus;

  private Set<Long> bundles;

  @Configuration
  public Option[] framework() {
    return options(Bundles.felixWithScr(), Bundles.baton(), Bundles.assertions(), more());
  }

  /** What a test class needs besides. */
  Option more() {
    return composite();
  }

  @Before
  public void configureTheCodePath() throws Exception {
    Files.createDirectories(codePath());
    configure(codePath());
    bundles =
        Arrays.stream(context.getBundles()).map(Bundle::getBundleId).collect(Collectors.toSet());
  }

  /** The same for all tests of a class, and empty when a test starts. */
  final Path codePath() {
    Path built = Path.of(System.getProperty("baton.bundles"));
    return built.resolveSibling("code-path").resolve(getClass().getSimpleName());
  }

  /** Makes a folder the code path of the code server. */
  final void configure(Path path) throws Exception {
    configure(Map.of("path", path.toString()));
  }

  /** Lets calls wait for so long while a component or a bundle is away, in this test. */
  final void boundGaps(Duration bound) throws Exception {
    bound("gap.timeout.ms", bound);
  }

  /** Decides whether calls load modules, in this test. */
  final void mode(String mode) throws Exception {
    configure(Map.of("path", codePath().toString(), "mode", mode));
  }

  /** Configures a bound, in this test. */
  final void bound(String property, Duration bound) throws Exception {
    configure(Map.of("path", codePath().toString(), property, String.valueOf(bound.toMillis())));
  }

  /** Lets loads wait for so long until others know what they have changed, in this test. */
  final void boundShowing(Duration bound) throws Exception {
    bound("show.timeout.ms", bound);
  }

  /** Replaces the configuration of the code server, in this test. */
  final void configure(Map<String, String> properties) throws Exception {
    configurations
        .getConfiguration(PID, "?")
        .updateIfDifferent(FrameworkUtil.asDictionary(properties));
    code = configured(Code.class, properties);
    codeLoader = configured(CodeLoader.class, properties);
    codeStatus = configured(CodeStatus.class, properties);
  }

  /** Waits for a service with the given properties. */
  final <T> T configured(Class<T> service, Map<String, String> properties) throws Exception {
    String filter =
        properties.entrySet().stream()
            .map(property -> "(%s=%s)".formatted(property.getKey(), property.getValue()))
            .collect(Collectors.joining("", "(&(objectClass=" + service.getName() + ")", ")"));
    var tracker = new ServiceTracker<T, T>(context, FrameworkUtil.createFilter(filter), null);
    tracker.open();
    try {
      return tracker.waitForService(PATIENCE.toMillis());
    } finally {
      tracker.close();
    }
  }

  @After
  public void leaveNothingBehind() throws Exception {
    codeStatus.status().forEach(module -> forget(module.module()));
    for (Bundle bundle : context.getBundles()) {
      if (!bundles.contains(bundle.getBundleId())) {
        uninstall(bundle);
      }
    }
    codeStatus.status().forEach(module -> forget(module.module()));
    processes.running().stream()
        .filter(process -> process.thread() != Thread.currentThread())
        .forEach(processes::kill);
    while (receive(Object.class, Duration.ZERO).isPresent()) {
      // what was not expected by this test must not be taken by the next
    }
    try (Stream<Path> files = Files.list(codePath())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private static void uninstall(Bundle bundle) throws BundleException {
    try {
      bundle.uninstall();
    } catch (IllegalStateException e) {
      assertThat(bundle.getState()).isEqualTo(Bundle.UNINSTALLED);
    }
  }

  private void forget(String module) {
    var _ = codeLoader.purge(module);
    var _ = codeLoader.delete(module);
    var _ = codeLoader.purge(module);
  }

  /** A new folder for the bundles of the test. */
  final Path work() {
    return folder.getRoot().toPath();
  }

  /** Loads a bundle that must load. */
  final LoadResult.Loaded load(TestBundle bundle) {
    return load(bundle.in(work()));
  }

  /** Loads a file that must load. */
  final LoadResult.Loaded load(Path file) {
    LoadResult result = codeLoader.loadFile(file);
    assertThat(result).isInstanceOf(LoadResult.Loaded.class);
    return (LoadResult.Loaded) result;
  }

  /** Installs and starts a bundle by hand. */
  final Bundle start(TestBundle bundle) throws BundleException {
    Bundle installed = context.installBundle(bundle.in(work()).toUri().toString());
    installed.start();
    return installed;
  }

  /** The version of a module that is current; empty text if there is none. */
  final String current(String module) {
    return codeStatus.isLoaded(module).map(ModuleVersion::version).orElse("");
  }

  /** The version of a module that is old; empty text if there is none. */
  final String old(String module) {
    return codeStatus.status().stream()
        .filter(status -> status.module().equals(module))
        .flatMap(status -> status.old().stream())
        .map(ModuleVersion::version)
        .findFirst()
        .orElse("");
  }

  /** Waits for a message to the test itself. */
  static <T> T await(Class<T> type) {
    return receive(type, PATIENCE)
        .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " came"));
  }

  /** Waits until a process waits for its next message, and so is in the version of that moment. */
  final void awaitReceive(Pid pid) {
    until(() -> isInReceive(pid));
  }

  /** Waits until a condition is true. */
  static void until(BooleanSupplier condition) {
    Await.until(condition, PATIENCE);
  }

  /** Purges where others are in the old version now and then. */
  final void softPurgeAsSoonAsUnused(String module) {
    long start = System.nanoTime();
    while (codeLoader.softPurge(module) instanceof SoftPurgeResult.StillUsed used) {
      assertThat(System.nanoTime() - start).as("%s", used).isLessThan(PATIENCE.toNanos());
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean isInReceive(Pid pid) {
    return processes.running().stream()
        .anyMatch(process -> process.pid().equals(pid) && process.waitsFor().isPresent());
  }

  static void await(CountDownLatch latch) throws InterruptedException {
    Await.await(latch, PATIENCE);
  }
}
