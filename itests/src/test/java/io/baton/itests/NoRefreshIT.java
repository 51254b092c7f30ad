package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleWiring;

/** Promise 11: an upgrade refreshes no bundle that the user did not name. */
public class NoRefreshIT extends GreeterTest {
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
    codeLoader.purge("greeter");

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
      assertThat(codeLoader.reload("greeter")).isInstanceOf(LoadResult.Loaded.class);
    }
    codeLoader.purge("greeter");

    assertThat(wirings()).containsExactlyElementsOf(before);
  }

  private List<Object> wirings() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> !"greeter".equals(bundle.getSymbolicName()))
        .map(bundle -> (Object) bundle.adapt(BundleWiring.class))
        .toList();
  }
}
