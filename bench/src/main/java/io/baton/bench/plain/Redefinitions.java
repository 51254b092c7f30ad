package io.baton.bench.plain;

import io.baton.bench.driver.Lines;
import io.baton.bench.driver.Moment;
import io.baton.bench.system.PartsClasses;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How late a thread comes that only ticks, while fifty classes are redefined in place again and
 * again, as a debugger or an agent does it.
 */
public final class Redefinitions {
  private static final Duration TICK = Duration.ofMillis(1);

  /** Written once by the JVM, before {@code main}. */
  @SuppressWarnings("NullAway.Init")
  private static Instrumentation jvm;

  private final Lines lines = new Lines();
  private final ClassDefinition[] one;
  private final ClassDefinition[] two;

  private Redefinitions() throws Exception {
    var loader = new Loader(PartsClasses.of(1));
    one = definitions(loader, PartsClasses.of(1));
    two = definitions(loader, PartsClasses.of(2));
  }

  /** For the JVM. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    jvm = instrumentation;
  }

  /** The number of rounds. */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    new Redefinitions().measure(Integer.parseInt(arguments[0]));
    System.exit(0);
  }

  private static ClassDefinition[] definitions(Loader loader, Map<String, byte[]> classes)
      throws ReflectiveOperationException {
    var definitions = new ClassDefinition[classes.size()];
    int i = 0;
    for (Map.Entry<String, byte[]> each : classes.entrySet()) {
      Class<?> type = loader.loadClass(Loader.name(each.getKey()));
      Object made = type.getConstructor().newInstance();
      type.getMethod("version").invoke(made);
      definitions[i++] = new ClassDefinition(type, each.getValue());
    }
    return definitions;
  }

  private void measure(int rounds) throws Exception {
    redefine(Math.max(2, rounds / 10));
    var open = new AtomicBoolean(true);
    var longest = new CompletableFuture<Long>();
    Thread.startVirtualThread(() -> longest.complete(tick(open)));
    Moment start = Moment.now();
    redefine(rounds);
    lines.millisEach("round", rounds, start);
    open.set(false);
    lines.print("stall", longest.get() / 1e6);
  }

  private void redefine(int rounds) throws Exception {
    for (int i = 0; i < rounds; i++) {
      jvm.redefineClasses(i % 2 == 0 ? two : one);
    }
  }

  private static long tick(AtomicBoolean open) {
    long longest = 0;
    while (open.get()) {
      long start = System.nanoTime();
      try {
        Thread.sleep(TICK);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      longest = Math.max(longest, System.nanoTime() - start - TICK.toNanos());
    }
    return longest;
  }

  /** Has the classes for itself. */
  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes) {
      super(Redefinitions.class.getClassLoader());
      this.classes = classes;
    }

    static String name(String file) {
      return file.replace(".class", "").replace('/', '.');
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name.replace('.', '/') + ".class");
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
