package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.itests.TestBundle.Parts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Promise 11: an upgrade refreshes nothing and nobody sees a missing service. The clients here know
 * nothing of Baton: they are wired to an api bundle, and use the service of a module that
 * implements it.
 */
public class NoOutageIT extends BatonTest {
  private static final String API = "io.baton.itests.greeting";

  /** The name of the api; the type itself is another one for each test that installs it. */
  private static final String GREETER = API + ".Greeter";

  private Path api;
  private Bundle client;
  private ServiceTracker<Object, Object> tracker;

  @Before
  public void installAnOrdinaryClient() throws Exception {
    TestBundle greeting =
        TestBundle.plain("greeting", "1.0.0")
            .exported()
            .type("public interface Greeter { int greet(); }");
    api = greeting.in(work());
    start(greeting);
    tracker = new ServiceTracker<>(context, GREETER, null);
  }

  @After
  public void closeTheTracker() {
    tracker.close();
  }

  private TestBundle greeter(int vsn) {
    return new Parts("greeter", vsn + ".0.0")
        .functions("")
        .members("public int greet() { return %d; }".formatted(vsn))
        .providing(GREETER)
        .bundle()
        .type("public interface Functions extends io.baton.itests.greeting.Greeter {}")
        .against(api)
        .importing(API);
  }

  /** A component with a greedy dynamic reference, which notes what it sees. */
  private TestBundle greedyClient() {
    return TestBundle.plain("client", "1.0.0")
        .against(api)
        .importing(API)
        .type(
            """
            public class Client implements IntSupplier {
              private volatile io.baton.itests.greeting.Greeter greeter;
              private final AtomicInteger missing = new AtomicInteger();

              public void bind(io.baton.itests.greeting.Greeter next) {
                greeter = next;
              }

              public void unbind(io.baton.itests.greeting.Greeter last) {
                if (greeter == last) {
                  greeter = null;
                }
              }

              public int getAsInt() {
                return greeter.greet();
              }
            }
            """)
        .component(
            "Client",
            """
            <service><provide interface="java.util.function.IntSupplier"/></service>
            <reference name="greeter" interface="io.baton.itests.greeting.Greeter"
                policy="dynamic" policy-option="greedy" bind="bind" unbind="unbind"/>
            """);
  }

  private IntSupplier startClient() throws Exception {
    client = start(greedyClient());
    var services = new ServiceTracker<IntSupplier, IntSupplier>(context, IntSupplier.class, null);
    services.open();
    return Objects.requireNonNull(services.waitForService(PATIENCE.toMillis()));
  }

  /** Promise 11. */
  @Test
  public void aGreedyReferenceGetsTheCurrentVersionAfterEachLoad() throws Exception {
    load(greeter(1));
    IntSupplier user = startClient();
    List<Integer> seen = new ArrayList<>(List.of(user.getAsInt()));

    for (int vsn : new int[] {2, 3, 4}) {
      code.purge("greeter");
      load(greeter(vsn));
      seen.add(user.getAsInt());
    }

    assertThat(seen).containsExactly(1, 2, 3, 4);
  }

  /** Promise 11: the way back is a load like any other. */
  @Test
  public void aGreedyReferenceGetsAnOlderVersionToo() throws Exception {
    load(greeter(2));
    IntSupplier user = startClient();
    List<Integer> seen = new ArrayList<>(List.of(user.getAsInt()));

    for (int vsn : new int[] {1, 3, 2}) {
      code.purge("greeter");
      load(greeter(vsn));
      seen.add(user.getAsInt());
    }

    assertThat(seen).containsExactly(2, 1, 3, 2);
  }

  /** Promise 11: the component is not activated anew, and finds a service at each moment. */
  @Test
  public void aGreedyReferenceNeverSeesAMissingService() throws Exception {
    load(greeter(1));
    IntSupplier user = startClient();
    ServiceReference<?> before = client.getRegisteredServices()[0];
    var watch = new Watch(user);

    for (int vsn = 2; vsn <= 8; vsn++) {
      code.purge("greeter");
      load(greeter(vsn));
    }

    watch.stop();
    assertThat(watch.failures()).isEmpty();
    assertThat(client.getRegisteredServices()).containsExactly(before);
  }

  /** Calls as fast as it can, and notes what goes wrong. */
  private static final class Watch {
    private final LinkedBlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean stopping;

    Watch(IntSupplier user) throws InterruptedException {
      thread = Thread.ofPlatform().start(() -> run(user));
      await(started);
    }

    private void run(IntSupplier user) {
      while (!stopping) {
        try {
          int _ = user.getAsInt();
        } catch (Throwable e) {
          failures.add(e);
        }
        started.countDown();
      }
    }

    void stop() throws InterruptedException {
      stopping = true;
      assertThat(thread.join(PATIENCE)).isTrue();
    }

    Collection<Throwable> failures() {
      return failures;
    }
  }

  /** Promise 11: at no moment is there no service, and the best one is always current. */
  @Test
  public void theHighestRankedServiceIsTheCurrentVersion() throws Exception {
    tracker.open();
    List<Object> seen = new ArrayList<>();
    load(greeter(2));
    seen.add(highestRanked());

    for (int vsn : new int[] {1, 3}) {
      code.purge("greeter");
      load(greeter(vsn));
      seen.add(highestRanked());
    }
    code.purge("greeter");

    seen.add(highestRanked());
    assertThat(seen).containsExactly(2L, 1L, 3L, 3L);
  }

  private Object highestRanked() {
    ServiceReference<?> best = tracker.getServiceReference();
    return (long) best.getBundle().getVersion().getMajor();
  }

  /** Promise 11. */
  @Test
  public void aLoadRefreshesNothingAndTouchesNoOtherBundle() throws Exception {
    load(greeter(1));
    startClient();
    var events = new LinkedBlockingQueue<FrameworkEvent>();
    var touched = new LinkedBlockingQueue<BundleEvent>();
    FrameworkListener frameworkListener = events::add;
    SynchronousBundleListener bundleListener =
        event -> {
          if (!"greeter".equals(event.getBundle().getSymbolicName())) {
            touched.add(event);
          }
        };
    context.addFrameworkListener(frameworkListener);
    context.addBundleListener(bundleListener);

    load(greeter(2));
    FrameworkEvent first = afterAMarker(events);
    code.purge("greeter");

    context.removeFrameworkListener(frameworkListener);
    context.removeBundleListener(bundleListener);
    assertThat(first.getType()).isEqualTo(FrameworkEvent.STARTLEVEL_CHANGED);
    assertThat(touched).isEmpty();
  }

  /** The framework reports in order, but later: what came before the marker is there first. */
  private FrameworkEvent afterAMarker(LinkedBlockingQueue<FrameworkEvent> events)
      throws InterruptedException {
    FrameworkStartLevel level = context.getBundle(0).adapt(FrameworkStartLevel.class);
    level.setStartLevel(level.getStartLevel());
    return Objects.requireNonNull(events.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Promise 11: what is wired stays wired. */
  @Test
  public void everyOtherBundleKeepsItsWiring() throws Exception {
    load(greeter(1));
    startClient();
    List<Object> before = wirings();

    for (int vsn = 2; vsn <= 4; vsn++) {
      Path _ = greeter(vsn).in(codePath());
      assertThat(code.reload("greeter")).isInstanceOf(LoadResult.Loaded.class);
    }
    code.purge("greeter");

    assertThat(wirings()).containsExactlyElementsOf(before);
  }

  private List<Object> wirings() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> !"greeter".equals(bundle.getSymbolicName()))
        .map(bundle -> (Object) bundle.adapt(BundleWiring.class))
        .toList();
  }
}
