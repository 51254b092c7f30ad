package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.FinishResult;
import io.baton.api.code.LoadResult;
import io.baton.api.code.PurgedCodeException;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Three modules that import packages of each other, and clients of them, in random orders of loads,
 * soft purges, purges and refreshes. After each step: no version is wired to another version of its
 * own module; each module's current version runs its own code, and of the others' what it is wired
 * to; and no bundle is wired to what a soft purge has removed.
 */
public class RandomWiresIT extends WiresTest {
  private static final long SEED = 14;
  private static final int STEPS = 80;

  private static final Map<String, List<String>> IMPORTS =
      Map.of(
          "ping", List.of("ping", "pong"),
          "pong", List.of("pong", "ping", "base"),
          "base", List.of("base"));

  private final Random random = new Random(SEED);
  private final Map<String, Integer> next = new TreeMap<>();
  private final Map<String, Path> apis = new HashMap<>();
  private final List<Bundle> clients = new ArrayList<>();
  private final Set<Integer> results = new HashSet<>();

  /** How the tests see each module: versions of the constants that it sees, by module. */
  interface Seen {
    String seen();
  }

  @Before
  public void compileWhatIsImported() {
    for (String name : IMPORTS.keySet()) {
      apis.put(
          name,
          TestBundle.plain(name, "0.0.0")
              .type("public final class Constant { public static int value() { return 0; } }")
              .in(work()));
    }
  }

  private TestBundle version(String name) {
    int vsn = next.merge(name, 1, Integer::sum);
    String seen =
        IMPORTS.get(name).stream()
            .map("\"%1$s=\" + io.baton.itests.%1$s.Constant.value()"::formatted)
            .collect(Collectors.joining(" + \" \" + "));
    TestBundle bundle =
        new TestModule(name, vsn + ".0.0")
            .functions("String seen();")
            .members("public String seen() { return %s; }".formatted(seen))
            .bundle()
            .type(
                "public final class Constant { public static int value() { return %d; } }"
                    .formatted(vsn))
            .exported()
            .importing(
                IMPORTS.get(name).stream()
                    .map("io.baton.itests."::concat)
                    .collect(Collectors.joining(",")));
    apis.values().forEach(bundle::against);
    return bundle;
  }

  private Source source(String name) {
    return new Source.InFile(name, version(name).in(work()));
  }

  @Test
  public void noVersionRunsAnotherAndASuccessfulSoftPurgeLeavesNoProcess() throws Exception {
    assertThat(codeLoader.atomicLoad(List.of(source("ping"), source("pong"), source("base"))))
        .isInstanceOf(FinishResult.Loaded.class);
    for (int step = 0; step < STEPS; step++) {
      String module = List.copyOf(next.keySet()).get(random.nextInt(next.size()));
      int what = random.nextInt(12);
      step(module, what);
      results.add(what);
      versionsAreApart("%d: %s, step %d".formatted(step, module, what));
    }
    assertThat(results).hasSize(12);
  }

  private void step(String module, int what) throws Exception {
    switch (what) {
      case 0, 1, 2 -> {
        LoadResult result = codeLoader.loadFile(version(module).in(work()));
        assertThat(result).isInstanceOfAny(LoadResult.Loaded.class, LoadResult.NotPurged.class);
      }
      case 3, 4 ->
          assertThat(codeLoader.atomicLoad(List.of(source("ping"), source("pong"))))
              .isInstanceOfAny(FinishResult.Loaded.class, FinishResult.Refused.class);
      case 5, 6, 7 -> softPurge(module);
      case 8 -> codeLoader.purge(module);
      case 9 -> {
        if (clients.size() < 3) {
          clients.add(
              start(
                  TestBundle.plain("client" + clients.size(), "1.0.0")
                      .importing("io.baton.itests." + module)
                      .type("public class Nothing {}")));
        }
      }
      default -> {
        if (!clients.isEmpty()) {
          refresh(clients.get(random.nextInt(clients.size())));
        }
      }
    }
  }

  private void softPurge(String module) {
    SoftPurgeResult result = codeLoader.softPurge(module);
    if (result instanceof SoftPurgeResult.Purged(var old)) {
      for (Bundle bundle : context.getBundles()) {
        boolean isOldVersion =
            next.containsKey(bundle.getSymbolicName())
                && codeStatus.status().stream()
                    .flatMap(status -> status.old().stream())
                    .anyMatch(one ->
                        one.module().equals(bundle.getSymbolicName())
                            && one.version().equals(bundle.getVersion().toString()));
        if (!isOldVersion) {
          assertThat(wiredTo(bundle, module)).as("%s", bundle).doesNotContain(old.version());
        }
      }
    }
  }

  private void versionsAreApart(String step) {
    for (Bundle bundle : context.getBundles()) {
      BundleWiring wiring = bundle.adapt(BundleWiring.class);
      if (wiring != null && next.containsKey(bundle.getSymbolicName())) {
        assertThat(wiredTo(bundle, bundle.getSymbolicName())).as(step).isEmpty();
      }
    }
    for (String module : next.keySet()) {
      String current = current(module);
      assertThat(current).as(step).isNotEmpty();
      try {
        assertThat(code.qualified(module, Seen.class).seen())
            .as(step)
            .isEqualTo(expected(module, current));
      } catch (PurgedCodeException e) {
        assertThat(isWiredToPurged(module + " " + current)).as("%s: %s", step, e).isTrue();
      }
    }
  }

  /** Only a purge takes away what a version is wired to, and says so. */
  private boolean isWiredToPurged(String version) {
    return codeStatus.status().stream()
        .anyMatch(status ->
            status.wired().stream()
                .anyMatch(wired ->
                    wired.name().equals(version)
                        && status.old().filter(wired.version()::equals).isEmpty()));
  }

  private String expected(String module, String version) {
    for (Bundle bundle : context.getBundles()) {
      if (module.equals(bundle.getSymbolicName())
          && version.equals(bundle.getVersion().toString())) {
        Map<String, String> wired = new HashMap<>(Map.of(module, version));
        for (BundleWire wire : bundle.adapt(BundleWiring.class).getRequiredWires(null)) {
          wired.put(
              wire.getProvider().getSymbolicName(), wire.getProvider().getVersion().toString());
        }
        return IMPORTS.get(module).stream()
            .map(name -> name + "=" + wired.get(name).replace(".0.0", ""))
            .collect(Collectors.joining(" "));
      }
    }
    throw new AssertionError(module + " " + version);
  }
}
