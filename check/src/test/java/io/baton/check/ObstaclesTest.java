package io.baton.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.check.Finding.Severity;
import io.baton.fixtures.BundleJar;
import io.baton.fixtures.SourceCompiler;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two versions cannot have at the same time, and what keeps an old one. */
class ObstaclesTest {
  @TempDir Path folder;

  private List<Finding> in(String body) {
    return in(new BundleJar("m", "1.0.0"), body);
  }

  private List<Finding> in(BundleJar jar, String body) {
    SourceCompiler.compile(Map.of("a.b.M", "package a.b; class M {\n" + body + "}"), List.of())
        .forEach((name, bytes) -> jar.entry(name.replace('.', '/') + ".class", bytes));
    Path file = jar.write(folder.resolve("m.jar"));
    return Obstacles.in(file, JarClasses.of(file));
  }

  private void assertWarning(String body, String place, String what) {
    assertThat(in(body))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.severity()).isEqualTo(Severity.WARNING);
          assertThat(found.place()).isEqualTo(place);
          assertThat(found.what()).isEqualTo(what);
          assertThat(found.remedy()).isNotEmpty();
        });
  }

  @Test
  void ordinaryCodeHasNone() {
    assertThat(
            in(
                """
                static final java.util.Map<String, String> NAMES = new java.util.HashMap<>();
                void run() { new Thread(() -> {}).start(); new java.util.Timer(); }
                """))
        .isEmpty();
  }

  @Test
  void headerForNativeCodeIsAnObstacle() {
    var jar = new BundleJar("m", "1.0.0").header("Bundle-NativeCode", "lib/libm.so");

    assertThat(in(jar, ""))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.place()).isEqualTo("META-INF/MANIFEST.MF");
          assertThat(found.what()).contains("Bundle-NativeCode");
          assertThat(found.remedy()).contains("a bundle of its own");
        });
  }

  @Test
  void nativeMethodIsAnObstacle() {
    assertWarning("native int count();", "a/b/M.java", "the method count is native");
  }

  @Test
  void loadOfANativeLibraryIsAnObstacle() {
    assertWarning(
        "static { System.loadLibrary(\"m\"); }", "a/b/M.java:2", "loads a native library");
    assertWarning(
        "\nvoid run() { Runtime.getRuntime().load(\"/m\"); }",
        "a/b/M.java:3",
        "loads a native library");
  }

  @Test
  void staticThreadLocalKeepsAVersion() {
    assertWarning(
        "static final ThreadLocal<M> CURRENT = new ThreadLocal<>();",
        "a/b/M.java",
        "the static field CURRENT is a thread local");
  }

  @Test
  void threadThatAStaticInitialiserStartsKeepsAVersion() {
    String what = "a static initialiser starts a thread, which nothing can end";

    assertWarning("static { new Thread(() -> {}).start(); }", "a/b/M.java:2", what);
    assertWarning(
        "static { Thread.ofVirtual().name(\"m\").start(() -> {}); }", "a/b/M.java:2", what);
    assertWarning(
        "static final java.util.Timer TIMER = new java.util.Timer();", "a/b/M.java:2", what);
    assertWarning(
        "static final Object POOL = java.util.concurrent.Executors.newCachedThreadPool();",
        "a/b/M.java:2",
        what);
  }

  @Test
  void shutdownHookThatIsNeverRemovedKeepsAVersion() {
    String adds = "void start(Thread t) { Runtime.getRuntime().addShutdownHook(t); }\n";

    assertWarning(
        adds,
        "a/b/M.java:2",
        "adds a shutdown hook, and nothing in the jar calls removeShutdownHook");
    assertThat(in(adds + "void stop(Thread t) { Runtime.getRuntime().removeShutdownHook(t); }"))
        .isEmpty();
  }

  @Test
  void beanThatIsNeverUnregisteredKeepsAVersion() {
    String imports = "javax.management.";
    String registers =
        "void start(%1$sMBeanServer s, %1$sObjectName n) throws Exception { s.registerMBean(this, n); }\n"
            .formatted(imports);

    assertWarning(
        registers,
        "a/b/M.java:2",
        "registers an MBean, and nothing in the jar calls unregisterMBean");
    assertThat(
            in(
                registers
                    + "void stop(%1$sMBeanServer s, %1$sObjectName n) throws Exception { s.unregisterMBean(n); }"
                        .formatted(imports)))
        .isEmpty();
  }

  @Test
  void driverThatIsNeverDeregisteredKeepsAVersion() {
    String registers =
        "void start(java.sql.Driver d) throws Exception { java.sql.DriverManager.registerDriver(d);"
            + " }\n";

    assertWarning(
        registers,
        "a/b/M.java:2",
        "registers a JDBC driver, and nothing in the jar calls deregisterDriver");
    assertThat(
            in(
                registers
                    + "void stop(java.sql.Driver d) throws Exception {"
                    + " java.sql.DriverManager.deregisterDriver(d); }"))
        .isEmpty();
  }

  @Test
  void providerThatIsNeverRemovedKeepsAVersion() {
    String adds =
        "void start(java.security.Provider p) { java.security.Security.addProvider(p); }\n";

    assertWarning(
        adds,
        "a/b/M.java:2",
        "adds a security provider, and nothing in the jar calls removeProvider");
    assertThat(in(adds + "void stop() { java.security.Security.removeProvider(\"p\"); }"))
        .isEmpty();
  }
}
