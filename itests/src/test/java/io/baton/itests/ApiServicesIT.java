package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** Promise 11: which services plain OSGi clients see of a module whose api has two versions. */
public class ApiServicesIT extends ApiTest {
  /**
   * Promise 11: a bundle that is refreshed or updated is stopped or unresolved, and gets another
   * wiring.
   */
  @Test
  public void upgradesAcrossApisTouchNoOtherBundle() throws Exception {
    load(one());
    Supplier<Object> oldClient = startClient("oldclient", "1.0.0");
    Supplier<Object> newClient = startClient("newclient", "1.1.0");
    List<Object> wirings = wirings();
    var touched = new LinkedBlockingQueue<BundleEvent>();
    SynchronousBundleListener bundles = event -> note(event, touched);
    context.addBundleListener(bundles);

    load(two());
    codeLoader.purge("radio");
    load(radio("3.0.0", "1.0.0").type("public interface Functions extends " + RADIO + " {}"));
    codeLoader.purge("radio");

    context.removeBundleListener(bundles);
    assertThat(touched).isEmpty();
    assertThat(wirings()).containsExactlyElementsOf(wirings);
    assertThat(call(oldClient.get(), "vsn")).isEqualTo(3);
    assertThat(call(newClient.get(), "vsn")).isEqualTo(3);
    assertThat(context.getBundle(0).adapt(FrameworkWiring.class).getRemovalPendingBundles())
        .isEmpty();
  }

  private static void note(BundleEvent event, LinkedBlockingQueue<BundleEvent> touched) {
    if (!"radio".equals(event.getBundle().getSymbolicName())) {
      touched.add(event);
    }
  }

  private List<Object> wirings() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> !"radio".equals(bundle.getSymbolicName()))
        .map(bundle -> (Object) bundle.adapt(BundleWiring.class))
        .toList();
  }

  /** Promise 11: calls as fast as it can, in both class spaces. */
  @Test
  public void noClientOfEitherApiEverMissesTheService() throws Exception {
    load(one());
    var oldClient = new Caller(startClient("oldclient", "1.0.0"));
    var newClient = new Caller(startClient("newclient", "1.1.0"));

    for (int vsn = 2; vsn <= 7; vsn++) {
      load(
          vsn % 2 == 0
              ? radio(vsn + ".0.0", "1.1.0")
                  .type(
                      "public interface Functions extends %s { int level(int frequency); }"
                          .formatted(RADIO))
              : radio(vsn + ".0.0", "1.0.0")
                  .type("public interface Functions extends %s {}".formatted(RADIO)));
      oldClient.awaitAnswerOf(vsn);
      newClient.awaitAnswerOf(vsn);
      codeLoader.purge("radio");
    }

    assertThat(oldClient.failures()).isEmpty();
    assertThat(newClient.failures()).isEmpty();
  }

  /** Notes what goes wrong. */
  private static final class Caller {
    private final List<Throwable> failures = new ArrayList<>();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile Object last = 0;

    Caller(Supplier<Object> client) {
      thread = Thread.ofPlatform().start(() -> run(client));
    }

    private void run(Supplier<Object> client) {
      while (!stopping) {
        try {
          last = call(client.get(), "vsn");
        } catch (Throwable e) {
          failures.add(e);
        }
      }
    }

    void awaitAnswerOf(int vsn) {
      awaitThat(() -> last.equals(vsn));
    }

    List<Throwable> failures() throws InterruptedException {
      stopping = true;
      assertThat(thread.join(PATIENCE)).isTrue();
      return failures;
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void awaitThat(Condition condition) {
    try {
      long start = System.nanoTime();
      while (!condition.holds() && System.nanoTime() - start < PATIENCE.toNanos()) {
        LockSupport.parkNanos(100_000);
      }
      assertThat(condition.holds()).isTrue();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  public void anApiThatIsInstalledAfterTheLoadIsServedToo() throws Exception {
    recent.uninstall();
    load(one());

    start(api("1.1.0"));

    assertThat(call(startClient("newclient", "1.1.0").get(), "vsn")).isEqualTo(1);
  }

  @Test
  public void anApiNeedsNotBeStartedAndMayBeStopped() throws Exception {
    load(one());
    Supplier<Object> client = startClient("newclient", "1.1.0");

    recent.stop();
    load(two());
    codeLoader.purge("radio");
    old.stop();

    assertThat(call(client.get(), "vsn")).isEqualTo(2);
    assertThat(call(startClient("oldclient", "1.0.0").get(), "vsn")).isEqualTo(2);
  }

  @Test
  public void nothingIsOfferedOfAModuleThatIsNotLoadedAnyMore() throws Exception {
    load(one());
    assertThat(offered()).containsExactly("1.1.0");

    codeLoader.delete("radio");

    assertThat(offered()).isEmpty();
  }

  @Test
  public void anApiThatIsUninstalledIsHeldNoMore() throws Exception {
    load(one());
    assertThat(offered()).containsExactly("1.1.0");

    recent.uninstall();

    awaitThat(() -> offers().isEmpty());
  }

  /** The versions of the api in which the code server itself offers the module. */
  private List<String> offered() throws Exception {
    return offers().stream().map(this::apiOf).toList();
  }

  private List<ServiceReference<?>> offers() throws Exception {
    ServiceReference<?>[] found = context.getAllServiceReferences(RADIO, "(baton.current=radio)");
    return Arrays.stream(found == null ? new ServiceReference<?>[0] : found)
        .filter(service -> isOfBaton(service.getBundle()))
        .toList();
  }

  /** A service that has just gone has no bundle. */
  private static boolean isOfBaton(Bundle bundle) {
    return bundle != null && bundle.getSymbolicName().equals("baton.code");
  }

  private String apiOf(ServiceReference<?> service) {
    for (Bundle api : List.of(old, recent)) {
      if (service.isAssignableTo(api, RADIO)) {
        return api.getVersion().toString();
      }
    }
    return "none";
  }
}
