package io.baton.bench.plain;

import io.baton.bench.driver.Lines;
import io.baton.bench.system.PartsClasses;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures how late a thread comes that only ticks, while a new class loader defines, initialises
 * and uses fifty classes again and again, two versions in turns. The loader before it is dropped,
 * and the collector unloads its classes. All of it is the JVM's own.
 */
public final class NewLoaders {
  private final List<Map<String, byte[]>> versions;

  /** Classes of the version that runs. */
  private List<Class<?>> running = List.of();

  private NewLoaders() throws Exception {
    versions = List.of(PartsClasses.of(1), PartsClasses.of(2));
  }

  /** The number of rounds. */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    var loaders = new NewLoaders();
    Ticking.measure(new Lines(), Integer.parseInt(arguments[0]), loaders::load);
    System.exit(loaders.running.size() == loaders.versions.getFirst().size() ? 0 : 1);
  }

  private void load(int rounds) throws ReflectiveOperationException {
    for (int i = 0; i < rounds; i++) {
      running = new BytesLoader(versions.get(i % 2)).useAll();
    }
  }
}
