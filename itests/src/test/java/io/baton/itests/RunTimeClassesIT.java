package io.baton.itests;

import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.Lingering;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.PurgedCodeException;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.process.Pid;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.Before;
import org.junit.Test;

/**
 * Promises 6 to 9 for classes that a module makes while it runs, itself or with a library in
 * another bundle: they are code of the version that has made them, in whatever way it does. Each is
 * entered from outside, so that no other code of the version is on the stack.
 */
public class RunTimeClassesIT extends BatonTest {
  private interface Maker {
    Runnable make(byte[] classFile, String where) throws Exception;
  }

  /** What the classes are that are made: a loop without an end, or a wait. */
  private static final TestBundle MADE =
      TestBundle.plain("maker", "1.0.0")
          .type(
              """
              public class Spinning implements Runnable {
                private int turns;
                public void run() {
                  while (true) {
                    try { turns++; } catch (Throwable e) { turns--; }
                  }
                }
              }
              """)
          .type(
              """
              public class Waiting implements Runnable {
                public void run() { receive(String.class); }
              }
              """)
          .type(
              """
              public class Locked implements Runnable {
                public void run() {
                  while (true) { java.util.concurrent.locks.LockSupport.park(); }
                }
              }
              """)
          .type(
              """
              public class Endable implements Runnable {
                public void run() {
                  while (System.getProperty("baton.itests.end") == null) { Thread.onSpinWait(); }
                }
              }
              """);

  private static final String LOOKUP =
      "return (Runnable) java.lang.invoke.MethodHandles.lookup().defineClass(bytes)"
          + ".getConstructor().newInstance();";

  private static final String HIDDEN =
      "return (Runnable) java.lang.invoke.MethodHandles.lookup().defineHiddenClass(bytes, true)"
          + ".lookupClass().getConstructor().newInstance();";

  private static final String CHILD =
      "return (Runnable) new Child(Impl.class.getClassLoader()).of(bytes)"
          + ".getConstructor().newInstance();";

  private static final String ORPHAN =
      "return (Runnable) new Child(Runnable.class.getClassLoader()).of(bytes)"
          + ".getConstructor().newInstance();";

  private static final String URLS =
      """
      var urls = new java.net.URL[] {java.nio.file.Path.of(where).toUri().toURL()};
      return (Runnable) new java.net.URLClassLoader(urls, Impl.class.getClassLoader())
          .loadClass("io.baton.itests.maker." + name(bytes)).getConstructor().newInstance();
      """;

  private static final String HIDDEN_WITH_DATA =
      "return (Runnable) java.lang.invoke.MethodHandles.lookup()"
          + ".defineHiddenClassWithClassData(bytes, \"data\", true,"
          + " java.lang.invoke.MethodHandles.Lookup.ClassOption.NESTMATE)"
          + ".lookupClass().getConstructor().newInstance();";

  private static final String BUFFER =
      "return (Runnable) new Child(Impl.class.getClassLoader())"
          + ".of(java.nio.ByteBuffer.wrap(bytes)).getConstructor().newInstance();";

  private static final String SECURE =
      "return (Runnable) new Secure(Impl.class.getClassLoader()).of(bytes)"
          + ".getConstructor().newInstance();";

  private static final String OWN_URLS = URLS.replace("java.net.URLClassLoader(", "OwnUrls(");

  private static final String REFLECTIVE =
      """
      var lookup = java.lang.invoke.MethodHandles.lookup();
      var defined = (Class<?>) lookup.getClass().getMethod("defineClass", byte[].class)
          .invoke(lookup, bytes);
      return (Runnable) defined.getConstructor().newInstance();
      """;

  private static final String PROXY =
      """
      var made = (Runnable) java.lang.invoke.MethodHandles.lookup().defineClass(bytes)
          .getConstructor().newInstance();
      return (Runnable) java.lang.reflect.Proxy.newProxyInstance(
          Impl.class.getClassLoader(), new Class<?>[] {Runnable.class}, (proxy, method, all) -> {
            made.run();
            return null;
          });
      """;

  private static final String LAMBDA =
      """
      var made = (Runnable) java.lang.invoke.MethodHandles.lookup().defineClass(bytes)
          .getConstructor().newInstance();
      return made::run;
      """;

  private static final String OTHER_BUNDLE =
      "return (Runnable) new io.baton.itests.definer.Definer(Impl.class.getClassLoader())"
          + ".of(bytes).getConstructor().newInstance();";

  private static final String OTHER_BUNDLE_BY_LOOKUP =
      "return (Runnable) io.baton.itests.definer.Definer.of("
          + "java.lang.invoke.MethodHandles.lookup(), bytes).getConstructor().newInstance();";

  private static final String OTHER_BUNDLE_BY_REFLECTION =
      OTHER_BUNDLE_BY_LOOKUP.replace("Definer.of(", "Definer.reflective(");

  private static final String SHARED =
      OTHER_BUNDLE.replace("Impl.class", "io.baton.itests.definer.Definer.class");

  private static final List<String> WAYS =
      List.of(LOOKUP, HIDDEN, HIDDEN_WITH_DATA, CHILD, BUFFER, SECURE, URLS, OWN_URLS);

  private static final List<String> ROUNDABOUT_WAYS =
      List.of(
          REFLECTIVE,
          PROXY,
          LAMBDA,
          OTHER_BUNDLE,
          OTHER_BUNDLE_BY_LOOKUP,
          OTHER_BUNDLE_BY_REFLECTION);

  /** A library in a bundle of its own: it makes classes for those that call it. */
  private static TestBundle definer() {
    return TestBundle.plain("definer", "1.0.0")
        .exported()
        .type(
            """
            public class Definer extends ClassLoader {
              public Definer(ClassLoader parent) { super(parent); }
              public Class<?> of(byte[] bytes) { return defineClass(null, bytes, 0, bytes.length); }
              public static Class<?> of(java.lang.invoke.MethodHandles.Lookup lookup, byte[] bytes)
                  throws Exception {
                return lookup.defineHiddenClass(bytes, false).lookupClass();
              }
              public static Class<?> reflective(
                  java.lang.invoke.MethodHandles.Lookup lookup, byte[] bytes) throws Exception {
                return (Class<?>) lookup.getClass().getMethod("defineClass", byte[].class)
                    .invoke(lookup, bytes);
              }
            }
            """);
  }

  @Before
  public void startTheDefiner() throws Exception {
    var _ = start(definer());
  }

  private TestBundle maker(int vsn, String way) {
    return withLoaders(
            TestBundle.module(
                "maker",
                vsn + ".0.0",
                "Runnable make(byte[] bytes, String where) throws Exception;",
                """
                public Runnable make(byte[] bytes, String where) throws Exception {
                  %s
                }
                static String name(byte[] bytes) {
                  for (String name : List.of("Spinning", "Waiting", "Locked", "Endable")) {
                    if (new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).contains(name)) {
                      return name;
                    }
                  }
                  throw new IllegalArgumentException();
                }
                """
                    .formatted(way)))
        .importing("io.baton.itests.definer")
        .against(definer().in(work()));
  }

  private static TestBundle withLoaders(TestBundle bundle) {
    return bundle
        .type(
            """
            class Child extends ClassLoader {
              Child(ClassLoader parent) { super(parent); }
              Class<?> of(byte[] bytes) { return defineClass(null, bytes, 0, bytes.length); }
              Class<?> of(java.nio.ByteBuffer bytes) { return defineClass(null, bytes, null); }
            }
            """)
        .type(
            """
            class Secure extends java.security.SecureClassLoader {
              Secure(ClassLoader parent) { super(parent); }
              Class<?> of(byte[] bytes) {
                byte[] more = new byte[bytes.length + 7];
                System.arraycopy(bytes, 0, more, 3, bytes.length);
                return defineClass(null, more, 3, bytes.length, (java.security.CodeSource) null);
              }
            }
            """)
        .type(
            """
            class OwnUrls extends java.net.URLClassLoader {
              OwnUrls(java.net.URL[] urls, ClassLoader parent) { super(urls, parent); }
            }
            """);
  }

  /** What a version has made that is old now. */
  private Runnable made(String way, String type) throws Exception {
    load(maker(1, way));
    byte[] classFile = MADE.compiled(type);
    Path folder = work().resolve("classes");
    Path file = folder.resolve("io/baton/itests/maker/" + type + ".class");
    Files.createDirectories(file.getParent());
    Files.write(file, classFile);
    Runnable made = code.qualified("maker", Maker.class).make(classFile, folder.toString() + "/");
    load(maker(2, way));
    return made;
  }

  /** Soft purge names a process that is in what was made, purge ends it, and all of it is gone. */
  private void namedAndEnded(String way, String type) throws Exception {
    WeakReference<ClassLoader> loader = namedAndEnded(way, made(way, type));
    until(() -> {
      System.gc();
      return loader.refersTo(null);
    });
    forgetAll();
  }

  private WeakReference<ClassLoader> namedAndEnded(String way, Runnable made) {
    Pid pid = spawn(() -> made.run());
    until(() -> !codeStatus.lingering("maker").isEmpty());

    SoftPurgeResult soft = codeLoader.softPurge("maker");
    PurgeResult hard = codeLoader.purge("maker");

    assertThat(soft).as(way).isInstanceOf(SoftPurgeResult.StillUsed.class);
    assertThat(((SoftPurgeResult.StillUsed) soft).lingering())
        .singleElement()
        .extracting(Lingering::pid)
        .isEqualTo(Optional.of(pid));
    assertThat(hard).as(way).isInstanceOf(PurgeResult.PurgedByKilling.class);
    assertThat(((PurgeResult.PurgedByKilling) hard).fenced()).as(way).isEmpty();
    assertThat(isAlive(pid)).isFalse();
    assertThatThrownBy(made::run).as(way).isInstanceOf(PurgedCodeException.class);
    return new WeakReference<>(made.getClass().getClassLoader());
  }

  @Test
  public void aProcessThatSpinsInOneIsNamedAndEnded() throws Exception {
    for (String way : WAYS) {
      namedAndEnded(way, "Spinning");
    }
  }

  @Test
  public void aProcessThatSpinsInOneThatWasMadeInARoundaboutWayIsNamedAndEnded() throws Exception {
    for (String way : ROUNDABOUT_WAYS) {
      namedAndEnded(way, "Spinning");
    }
  }

  @Test
  public void aProcessThatWaitsInOneIsNamedAndEnded() throws Exception {
    for (String way : WAYS) {
      namedAndEnded(way, "Waiting");
    }
  }

  @Test
  public void aProcessThatWaitsForeverInOneIsNamedAndEnded() throws Exception {
    for (String way : WAYS) {
      namedAndEnded(way, "Locked");
    }
  }

  /** A loader that sees nothing of Baton: its classes have no safepoints. */
  @Test
  public void aProcessThatNothingReachesIsNamedAndFenced() throws Exception {
    Runnable made = made(ORPHAN, "Endable");
    Pid pid = spawn(() -> made.run());
    until(() -> !codeStatus.lingering("maker").isEmpty());
    SoftPurgeResult soft = codeLoader.softPurge("maker");

    PurgeResult hard = codeLoader.purge("maker");
    boolean alive = isAlive(pid);
    System.setProperty("baton.itests.end", "now");
    try {
      assertThat(soft).isInstanceOf(SoftPurgeResult.StillUsed.class);
      assertThat(((PurgeResult.PurgedByKilling) hard).fenced()).hasSize(1);
      assertThat(alive).isFalse();
      until(() -> codeStatus.status().stream().allMatch(module -> module.fenced().isEmpty()));
    } finally {
      System.clearProperty("baton.itests.end");
    }
  }

  /** A library that several modules use is of none of them, whichever has called it. */
  @Test
  public void whatASharedLibraryDefinesForItselfIsOfNoVersion() throws Exception {
    Runnable made = made(SHARED, "Endable");
    Pid pid = spawn(() -> made.run());
    try {
      SoftPurgeResult soft = codeLoader.softPurge("maker");

      assertThat(soft).isInstanceOf(SoftPurgeResult.Purged.class);
      assertThat(isAlive(pid)).isTrue();
    } finally {
      System.setProperty("baton.itests.end", "now");
      until(() -> !isAlive(pid));
      System.clearProperty("baton.itests.end");
    }
  }

  private void forgetAll() {
    var _ = codeLoader.purge("maker");
    var _ = codeLoader.delete("maker");
    var _ = codeLoader.purge("maker");
  }
}
