package io.baton.itests;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.junit.After;
import org.junit.Before;
import org.osgi.framework.Bundle;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A module whose service implements the api of another bundle, and a client of that api that knows
 * nothing of Baton.
 */
public abstract class GreeterTest extends BatonTest {
  static final String API = "io.baton.itests.greeting";

  /** The name of the api; the type itself is another one for each test that installs it. */
  static final String GREETER = API + ".Greeter";

  Path api;
  Bundle client;
  ServiceTracker<Object, Object> tracker;

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

  TestBundle greeter(int vsn) {
    return new TestModule("greeter", vsn + ".0.0")
        .functions("")
        .members("public int greet() { return %d; }".formatted(vsn))
        .providing(GREETER)
        .bundle()
        .type("public interface Functions extends io.baton.itests.greeting.Greeter {}")
        .against(api)
        .importing(API);
  }

  /** A component with a greedy dynamic reference, which notes what it sees. */
  TestBundle greedyClient() {
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

  IntSupplier startClient() throws Exception {
    client = start(greedyClient());
    var services = new ServiceTracker<IntSupplier, IntSupplier>(context, IntSupplier.class, null);
    services.open();
    return Objects.requireNonNull(services.waitForService(PATIENCE.toMillis()));
  }
}
