package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.WiredBundle;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A module that exports a package with an interface, a record and a class that has code, and
 * imports it too, as bnd makes it; and bundles that are wired to it.
 */
public abstract class WiresTest extends BatonTest {
  private static final String CLIENT =
      """
      public class Client implements Supplier<Object>, UnaryOperator<Object> {
        private volatile io.baton.itests.exp.Functions functions;

        public void bind(io.baton.itests.exp.Functions next) {
          functions = next;
        }

        public void unbind(io.baton.itests.exp.Functions last) {
          if (functions == last) {
            functions = null;
          }
        }

        public Object get() {
          return functions.limit();
        }

        public Object apply(Object what) {
          return switch (what.toString()) {
            case "hello" -> functions.hello();
            case "label" -> functions.label(7);
            case "item" -> new io.baton.itests.exp.Item("y", 8).name();
            default -> io.baton.itests.exp.Limits.max();
          };
        }
      }
      """;

  static final String EXP = "io.baton.itests.exp";

  /** How the tests see the module. */
  interface Exp {
    int limit();

    String hello();

    String label(int number);
  }

  /** The module {@code exp}; all in it says which version it is of. */
  TestBundle exp(int vsn) {
    return exporting("exp", vsn + ".0.0");
  }

  static TestBundle exporting(String name, String version) {
    String vsn = version.substring(0, 1);
    return new TestModule(name, version)
        .functions(
            "int limit(); String label(int number); default String hello() { return \"hello VSN\"; }"
                .replace("VSN", vsn))
        .members(
            """
            public int limit() { return Limits.max(); }
            public String label(int number) { return new Item("x", number).label(); }
            """)
        .bundle()
        .type(
            "public record Item(String name, int n) { public String label() { return name + n + \"/VSN\"; } }"
                .replace("VSN", vsn))
        .type(
            "public final class Limits { public static int max() { return VSN; } }"
                .replace("VSN", vsn))
        .exported()
        .importing("io.baton.itests." + name);
  }

  /** A bundle with a greedy dynamic reference to the module's interface, which it imports. */
  TestBundle client(String name) {
    return TestBundle.plain(name, "1.0.0")
        .against(exp(1).in(work()))
        .importing(EXP)
        .type(CLIENT)
        .component(
            "Client",
            """
            <property name="client" value="%s"/>
            <service>
              <provide interface="java.util.function.Supplier"/>
              <provide interface="java.util.function.UnaryOperator"/>
            </service>
            <reference name="functions" interface="io.baton.itests.exp.Functions"
                policy="dynamic" policy-option="greedy" bind="bind" unbind="unbind"/>
            """
                .formatted(name));
  }

  /** A service of a client that is there soon. */
  <S> S service(Class<S> type, String client) throws Exception {
    String filter = "(&(objectClass=%s)(client=%s))".formatted(type.getName(), client);
    var services = new ServiceTracker<S, S>(context, FrameworkUtil.createFilter(filter), null);
    services.open();
    return Objects.requireNonNull(services.waitForService(PATIENCE.toMillis()), client);
  }

  @SuppressWarnings("unchecked")
  Supplier<Object> limit(String client) throws Exception {
    return service(Supplier.class, client);
  }

  /** Refreshes a bundle, and waits until that is done. */
  void refresh(Bundle bundle) throws Exception {
    var refreshed = new CountDownLatch(1);
    context
        .getBundle(0)
        .adapt(FrameworkWiring.class)
        .refreshBundles(List.of(bundle), _ -> refreshed.countDown());
    await(refreshed);
  }

  static List<WiredBundle> users(SoftPurgeResult result) {
    assertThat(result).isInstanceOf(SoftPurgeResult.StillUsed.class);
    return ((SoftPurgeResult.StillUsed) result).wired();
  }

  /** Versions of the bundles that a bundle is wired to and that have a name. */
  static List<String> wiredTo(Bundle bundle, String name) {
    return bundle.adapt(BundleWiring.class).getRequiredWires(null).stream()
        .map(BundleWire::getProvider)
        .filter(provider -> provider.getSymbolicName().equals(name))
        .map(provider -> provider.getVersion().toString())
        .distinct()
        .toList();
  }
}
