package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.PurgedCodeException;
import io.baton.api.code.SoftPurgeResult;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** A fragment that fits several versions of a module. */
public class FragmentIT extends BatonTest {
  /** The module {@code host}: asks a class of its fragment, by name. */
  private static TestBundle host(int vsn) {
    return TestBundle.module(
        "host",
        vsn + ".0.0",
        "String said(); Object lambda();",
        """
        public String said() { return lambda().toString(); }
        public Object lambda() {
          try {
            return Class.forName("io.baton.itests.extra.Extra").getConstructor().newInstance();
          } catch (ReflectiveOperationException e) {
            return "nothing";
          }
        }
        """);
  }

  private static TestBundle fragment() {
    return TestBundle.plain("extra", "1.0.0")
        .header("Fragment-Host", "host;bundle-version=\"[1,9)\"")
        .header("Import-Package", null)
        .type(
            """
            public class Extra implements Supplier<String> {
              public String get() { return "extra"; }
              public String toString() { return get(); }
            }
            """);
  }

  interface Host {
    String said();

    Object lambda();
  }

  private Bundle install(TestBundle bundle) throws Exception {
    return context.installBundle(bundle.in(work()).toUri().toString());
  }

  private List<Bundle> copies() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getLocation().startsWith("baton:fragment:"))
        .toList();
  }

  private ClassLoader currentLoader() {
    Bundle newest = null;
    for (Bundle bundle : context.getBundles()) {
      if ("host".equals(bundle.getSymbolicName())) {
        newest = bundle;
      }
    }
    return newest.adapt(BundleWiring.class).getClassLoader();
  }

  @Test
  public void everyVersionHasTheFragmentAndNoneIsKeptInMemoryByIt() throws Exception {
    Bundle fragment = install(fragment());
    Host host = code.qualified("host", Host.class);
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int vsn = 1; vsn <= 4; vsn++) {
      load(host(vsn));
      loaders.add(new WeakReference<>(currentLoader()));
      assertThat(host.said()).isEqualTo("extra");
      assertThat(codeLoader.softPurge("host")).isNotInstanceOf(SoftPurgeResult.StillUsed.class);
    }

    until(() -> copies().size() == 1);
    until(() -> {
      System.gc();
      return loaders.stream().filter(loader -> loader.get() != null).count() == 1;
    });
    assertThat(host.said()).isEqualTo("extra");
    assertThat(codeStatus.leaks()).isEmpty();
    assertThat(fragment.getState()).isEqualTo(Bundle.INSTALLED);
  }

  /** Promise 8: also the classes of fragments are woven. */
  @Test
  @SuppressWarnings("unchecked")
  public void codeOfAFragmentThrowsAfterItsVersionWasPurged() throws Exception {
    install(fragment());
    load(host(1));
    Supplier<String> extra =
        (Supplier<String>)
            currentLoader().loadClass("io.baton.itests.extra.Extra").getConstructor().newInstance();
    assertThat(extra.get()).isEqualTo("extra");

    load(host(2));
    codeLoader.purge("host");

    assertThatThrownBy(extra::get).isInstanceOf(PurgedCodeException.class);
    assertThat(code.qualified("host", Host.class).said()).isEqualTo("extra");
  }

  @Test
  public void versionsThatAreStartedByHandHaveFragmentsOfTheirOwnToo() throws Exception {
    Bundle one = install(host(1));
    install(fragment());
    one.start();
    assertThat(code.qualified("host", Host.class).said()).isEqualTo("extra");
    start(host(2));
    assertThat(code.qualified("host", Host.class).said()).isEqualTo("extra");
    codeLoader.purge("host");

    until(() -> copies().size() == 1);
    assertThat(code.qualified("host", Host.class).said()).isEqualTo("extra");
  }

  @Test
  public void aFailedLoadLeavesNoCopyBehind() throws Exception {
    install(fragment());

    codeLoader.loadFile(host(1).importing("nowhere.to.be.found").in(work()));

    until(() -> copies().isEmpty());
  }
}
