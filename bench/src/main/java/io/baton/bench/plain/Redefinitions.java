package io.baton.bench.plain;

import io.baton.bench.driver.Lines;
import io.baton.bench.system.PartsClasses;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How late a thread comes that only ticks, while fifty classes are redefined in place again and
 * again, as a debugger or an agent does it.
 */
public final class Redefinitions {
  /** Written once by the JVM, before {@code main}. */
  @SuppressWarnings("NullAway.Init")
  private static Instrumentation jvm;

  private final ClassDefinition[] one;
  private final ClassDefinition[] two;

  private Redefinitions() throws Exception {
    List<Class<?>> types = new BytesLoader(PartsClasses.of(1)).useAll();
    one = definitions(types, PartsClasses.of(1));
    two = definitions(types, PartsClasses.of(2));
  }

  /** For the JVM. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    jvm = instrumentation;
  }

  /** The number of rounds. */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    Ticking.measure(new Lines(), Integer.parseInt(arguments[0]), new Redefinitions()::redefine);
    System.exit(0);
  }

  private static ClassDefinition[] definitions(List<Class<?>> types, Map<String, byte[]> files) {
    return types.stream()
        .map(type ->
            new ClassDefinition(type, files.get(type.getName().replace('.', '/') + ".class")))
        .toArray(ClassDefinition[]::new);
  }

  private void redefine(int rounds) throws Exception {
    for (int i = 0; i < rounds; i++) {
      jvm.redefineClasses(i % 2 == 0 ? two : one);
    }
  }
}
