package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.api.code.PrepareResult;
import io.baton.api.code.Source;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.osgi.framework.Bundle;

/** What the framework keeps of versions that are gone. */
public class FrameworkTablesIT extends BatonTest {

  /** Its component refers to the code server, as that of each module of the tests. */
  private static TestBundle referring(String version) {
    return new TestModule("refers", version)
        .functions("String hello();")
        .members("public String hello() { return \"hello\"; }")
        .bundle();
  }

  /** The bundles that Felix notes as users of services; it has no other way to be asked. */
  private List<Bundle> gone() throws ReflectiveOperationException {
    Object registry = field(context.getBundle(0), "m_registry");
    return ((Map<?, ?>) field(registry, "m_inUseMap"))
        .keySet().stream()
            .map(Bundle.class::cast)
            .filter(bundle -> bundle.getState() == Bundle.UNINSTALLED)
            .toList();
  }

  private static Object field(Object of, String name) throws ReflectiveOperationException {
    for (Class<?> type = of.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field.get(of);
        }
      }
    }
    throw new NoSuchFieldException(name);
  }

  /** Tables of the framework, of Declarative Services, or of Baton. */
  @Test
  public void bundlesOfVersionsThatWerePurgedAreCollected() throws Exception {
    List<WeakReference<Bundle>> purged = new ArrayList<>();
    for (int vsn = 1; vsn <= 5; vsn++) {
      load(referring(vsn + ".0.0"));
      purged.add(
          new WeakReference<>(
              Arrays.stream(context.getBundles())
                  .max(Comparator.comparingLong(Bundle::getBundleId))
                  .orElseThrow()));
      var _ = codeLoader.purge("refers");
    }
    purged.removeLast(); // it is current

    long end = System.nanoTime() + PATIENCE.toNanos();
    while (purged.stream().anyMatch(bundle -> bundle.get() != null)) {
      assertThat(System.nanoTime() - end).as("%s", purged).isNegative();
      System.gc();
    }
  }

  @Test
  public void nothingIsKeptOfVersionsThatWerePurgedCheckedOrGivenUp() throws Exception {
    for (int vsn = 1; vsn <= 5; vsn++) {
      var next = referring(vsn + ".0.0").in(work());
      var _ = codeLoader.check(next);
      if (codeLoader.prepareLoading(List.of(new Source.InFile("refers", next)))
          instanceof PrepareResult.Ready(var prepared)) {
        prepared.close();
      }
      assertThat(codeLoader.loadFile(next)).isInstanceOf(LoadResult.Loaded.class);
      var _ = codeLoader.purge("refers");
    }

    assertThat(gone()).isEmpty();
  }
}
