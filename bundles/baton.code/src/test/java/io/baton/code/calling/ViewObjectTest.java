package io.baton.code.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.code.Collected;
import io.baton.code.OneVersion;
import java.lang.ref.WeakReference;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Views as objects, and of which interfaces there are views. */
class ViewObjectTest {
  private final Views views = new Views(new Mapping());

  /** Not public: bundles are open to each other. */
  interface Hidden {
    String get();
  }

  /** Private to the class file, though not to the JVM. */
  private interface Nested {
    String get();
  }

  interface Inheriting extends Hidden, Comparator<String> {}

  interface Texts {
    Object get();
  }

  interface Both extends Hidden, Texts {}

  interface OfObject {
    @Override
    String toString();

    @Override
    boolean equals(Object other);

    @Override
    int hashCode();

    String get();
  }

  record Implementation(String text) implements Inheriting, Supplier<String> {
    @Override
    public String get() {
      return text;
    }

    @Override
    public int compare(String a, String b) {
      return a.compareTo(b);
    }
  }

  private void load() {
    var loader = new OneVersion("1.0.0", ViewObjectTest.class);
    Object instance = loader.make(Implementation.class, "found");
    views.of("m").switchTo(loader.target(instance, Inheriting.class, Supplier.class));
  }

  @Test
  void sameArgumentsGiveTheSameObject() {
    Hidden view = views.qualified("m", Hidden.class);

    assertThat(views.qualified("m", Hidden.class)).isSameAs(view);
    assertThat(views.qualified("other", Hidden.class)).isNotSameAs(view);
    assertThat(views.qualified("m", Nested.class)).isNotSameAs(view);
  }

  @Test
  void manyThreadsGetTheSameObject() throws Exception {
    for (int i = 0; i < 50; i++) {
      String module = "m" + i;
      Set<Hidden> found = ConcurrentHashMap.newKeySet();
      var start = new CountDownLatch(1);
      Thread[] threads = new Thread[4];
      for (int t = 0; t < threads.length; t++) {
        threads[t] =
            Thread.startVirtualThread(() -> {
              awaitOrFail(start);
              found.add(views.qualified(module, Hidden.class));
            });
      }
      start.countDown();
      for (Thread thread : threads) {
        thread.join();
      }

      assertThat(found).hasSize(1);
    }
  }

  private static void awaitOrFail(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void viewSaysWhatItIs() {
    assertThat(views.qualified("m", Hidden.class)).hasToString("qualified view of m");
    assertThat(views.qualified("m", OfObject.class)).hasToString("qualified view of m");
  }

  @Test
  void viewIsEqualToItselfOnly() {
    OfObject view = views.qualified("m", OfObject.class);

    assertThat(view).isEqualTo(views.qualified("m", OfObject.class));
    assertThat(view).isNotEqualTo(views.qualified("other", OfObject.class));
    assertThat(view.hashCode()).isEqualTo(System.identityHashCode(view));
  }

  @Test
  void classIsNoView() {
    assertThatThrownBy(() -> views.qualified("m", String.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a view must be an interface, java.lang.String is none");
  }

  @Test
  void interfaceNeedNotBePublic() {
    load();

    assertThat(views.qualified("m", Hidden.class).get()).isEqualTo("found");
    assertThat(views.qualified("m", Nested.class).get()).isEqualTo("found");
  }

  @Test
  void interfaceMayBeOfTheJdk() {
    load();

    assertThat(views.qualified("m", Supplier.class).get()).isEqualTo("found");
  }

  @Test
  void inheritedMethodsAreFunctionsToo() {
    load();
    Inheriting view = views.qualified("m", Inheriting.class);

    assertThat(view.get()).isEqualTo("found");
    assertThat(view.compare("a", "b")).isNegative();
  }

  @Test
  void methodThatIsInheritedTwiceIsCalledEitherWay() {
    load();
    Both view = views.qualified("m", Both.class);

    assertThat(view.get()).isEqualTo("found");
    assertThat(((Hidden) view).get()).isEqualTo("found");
    assertThat(((Texts) view).get()).isEqualTo("found");
  }

  @Test
  void unreachableViewIsCollected() {
    var view = new WeakReference<>(views.qualified("m", Hidden.class));

    assertThat(Collected.is(view)).isTrue();
    assertThat(views.qualified("m", Hidden.class)).isNotNull();
  }

  @Test
  void unreachableViewIsCollectedAfterItWasUsed() {
    load();

    var view = new WeakReference<>(used());

    assertThat(Collected.is(view)).isTrue();
  }

  private Hidden used() {
    Hidden view = views.qualified("m", Hidden.class);
    assertThat(view.get()).isEqualTo("found");
    return view;
  }

  @Test
  void clientThatIsGoneIsCollectedWithItsViews() {
    load();

    var client = new WeakReference<>(clientWithAView());

    assertThat(Collected.is(client)).isTrue();
  }

  private ClassLoader clientWithAView() {
    var client = new OneVersion("1.0.0", ViewObjectTest.class);
    Object view = views.qualified("m", client.type(Hidden.class));
    assertThat(view.getClass().getClassLoader()).isSameAs(client);
    return client;
  }

  @Test
  void versionThatWasSwitchedAwayIsNotKeptByViews() {
    Hidden view = views.qualified("m", Hidden.class);
    var loader = new WeakReference<>(loadedAndUsed(view));
    views.of("m").switchTo(new Target("m", null));

    assertThat(Collected.is(loader)).isTrue();
    assertThat(view).isNotNull();
  }

  private ClassLoader loadedAndUsed(Hidden view) {
    var loader = new OneVersion("1.0.0", ViewObjectTest.class);
    Object instance = loader.make(Implementation.class, "found");
    views.of("m").switchTo(loader.target(instance, Inheriting.class));
    for (int i = 0; i < 100; i++) {
      assertThat(view.get()).isEqualTo("found");
    }
    return loader;
  }
}
