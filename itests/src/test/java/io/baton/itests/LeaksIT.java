package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Leak;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;

/**
 * Promise 9: what holds a purged version is named. Each module here leaves something of its own
 * with an object that lives on, in one of the ways that are known from application servers.
 */
public class LeaksIT extends BatonTest {
  /** The object that lives on: in a bundle of its own. */
  private static final String REGISTRY =
      """
      public final class Registry {
        public static final List<Object> LISTENERS = new ArrayList<>();
        public static final Map<String, Object> CACHE = new ConcurrentHashMap<>();
        public static final ExecutorService POOL =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "pooled thread"));
        public static final Timer TIMER = new Timer("timer thread");

        private static final List<Driver> DRIVERS = new CopyOnWriteArrayList<>();

        private record Driver(Object driver) {}

        public static void register(Object driver) { DRIVERS.add(new Driver(driver)); }

        public static void release() {
          LISTENERS.clear();
          CACHE.clear();
          POOL.close();
          TIMER.cancel();
          DRIVERS.clear();
        }
      }
      """;

  /** What each module does, by its name. */
  private static final Map<String, String> LEAKS =
      Map.of(
          "leaks.local",
          "Registry.POOL.submit(() -> new ThreadLocal<Object>().set(new Left())).get();",
          "leaks.listener",
          "Registry.LISTENERS.add(new Left());",
          "leaks.timer",
          """
          Registry.TIMER.schedule(
              new TimerTask() { public void run() {} }, Duration.ofDays(1).toMillis());
          """,
          "leaks.hook",
          """
          Thread hook = new Thread(() -> {}) { public String toString() { return "hook"; } };
          Runtime.getRuntime().addShutdownHook(hook);
          """,
          "leaks.cache",
          "Registry.CACHE.put(\"key\", new Left());",
          "leaks.driver",
          "Registry.register(new Left());",
          "leaks.nothing",
          "");

  /** A step of the path to each that leaks; a purge removes the hook itself. */
  private static final Map<String, String> CULPRITS =
      Map.of(
          "leaks.local", "thread \"pooled thread\"",
          "leaks.listener", "static io.baton.itests.registry.Registry.LISTENERS (bundle registry)",
          "leaks.timer", "thread \"timer thread\"",
          "leaks.cache", "static io.baton.itests.registry.Registry.CACHE (bundle registry)",
          "leaks.driver", "static io.baton.itests.registry.Registry.DRIVERS (bundle registry)");

  private Path registry;
  private Bundle registryBundle;

  @Before
  public void startTheRegistry() throws Exception {
    TestBundle bundle = TestBundle.plain("registry", "1.0.0").exported().type(REGISTRY);
    registry = bundle.in(work());
    registryBundle = context.installBundle(registry.toUri().toString());
    registryBundle.start();
  }

  private TestBundle leaking(String name, int vsn, String statements) {
    return TestBundle.module(
            name,
            vsn + ".0.0",
            "void plant() throws Exception;",
            """
            public static final class Left {}

            public void plant() throws Exception {
              %s
            }
            """
                .formatted(statements.replace("Registry", "io.baton.itests.registry.Registry")))
        .importing("io.baton.itests.registry")
        .against(registry);
  }

  private void release() throws Exception {
    registryBundle.loadClass("io.baton.itests.registry.Registry").getMethod("release").invoke(null);
  }

  /** Promise 9. */
  @Test
  public void leaksNameTheHeldPurgedVersionsAndTheirHolders() throws Throwable {
    for (var leak : LEAKS.entrySet()) {
      load(leaking(leak.getKey(), 1, leak.getValue()));
      code.call(leak.getKey(), "plant", List.of());
      load(leaking(leak.getKey(), 2, ""));
      codeLoader.purge(leak.getKey());
    }

    Map<String, Leak> leaks =
        codeStatus.leaks().stream()
            .collect(Collectors.toMap(leak -> leak.version().toString(), leak -> leak));

    assertThat(leaks.keySet())
        .isEqualTo(
            CULPRITS.keySet().stream().map(name -> name + " 1.0.0").collect(Collectors.toSet()));
    CULPRITS.forEach((module, culprit) ->
        assertThat(leaks.get(module + " 1.0.0").path())
            .contains(culprit)
            .noneMatch(step -> step.contains("io.baton.code") || step.contains("io.baton.leaks"))
            .last()
            .asString()
            .startsWith("io.baton.itests." + module));

    release();

    assertThat(codeStatus.leaks()).isEmpty();
  }
}
