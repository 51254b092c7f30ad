package io.baton.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Leak;
import io.baton.fixtures.VersionLoader;
import java.io.IOException;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real dumps of the heap of the test. */
class SharkLeakFinderTest {
  private static final String HERE = "static " + SharkLeakFinderTest.class.getName();
  private static final String LEFT = Left.class.getName() + " of the purged version";

  private static final String HOLDER = Holder.class.getName() + " of the purged version";

  private static final List<Object> LISTENERS = new ArrayList<>();
  private static final Map<String, Object> CACHE = new ConcurrentHashMap<>();
  private static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();

  private static final ThreadLocal<Object> PLANT = new ThreadLocal<>();
  private static final ClassValue<Object> ATTACHED =
      new ClassValue<>() {
        @Override
        protected Object computeValue(Class<?> type) {
          return PLANT.get();
        }
      };

  private final List<PhantomReference<ClassLoader>> purged = new ArrayList<>();

  /** An object that a version leaves behind. */
  public static class Left {}

  /** A subclass in another version. */
  public static final class Extended extends Left {}

  /** A version that holds something of another. */
  public static class Holder {
    public Object held = "";
  }

  @AfterEach
  void letGo() {
    LISTENERS.clear();
    CACHE.clear();
    LOCAL.remove();
  }

  /** Leaves an object of a new version with a holder, and searches for the version's loader. */
  private void leave(Consumer<Object> plant) {
    var version = new VersionLoader(Left.class);
    plant.accept(version.make(Left.class));
    watch(version);
  }

  private void watch(ClassLoader version) {
    purged.add(new PhantomReference<>(version, new ReferenceQueue<>()));
  }

  private List<List<String>> paths() throws IOException {
    return new SharkLeakFinder()
        .find(purged).stream()
            .flatMap(Optional::stream)
            .map(holder -> ((Leak.Path) holder).steps())
            .toList();
  }

  /** Promise 9. */
  @Test
  void eachLoaderHasThePathToItsHolderInTheOrderOfTheRequest() throws IOException {
    leave(LISTENERS::add);
    leave(_ -> {});
    leave(left -> CACHE.put("key", left));
    leave(LOCAL::set);

    List<Optional<Leak.Holder>> holders = new SharkLeakFinder().find(purged);

    assertThat(holders).hasSize(4);
    assertThat(steps(holders.get(0)))
        .endsWith(HERE + ".LISTENERS", "java.util.ArrayList[0]", LEFT)
        .hasSizeGreaterThan(3);
    assertThat(holders.get(1)).isEmpty();
    assertThat(steps(holders.get(2)))
        .endsWith(HERE + ".CACHE", "java.util.concurrent.ConcurrentHashMap[\"key\"]", LEFT);
    assertThat(steps(holders.get(3)))
        .startsWith("thread \"%s\"".formatted(Thread.currentThread().getName()))
        .contains("java.lang.Thread.threadLocals")
        .endsWith("java.lang.ThreadLocal$ThreadLocalMap$Entry.value", LEFT);
  }

  private static List<String> steps(Optional<Leak.Holder> holder) {
    return ((Leak.Path) holder.orElseThrow()).steps();
  }

  /** As the frame of a thread that a purge could not end. */
  @Test
  void variableOfARunningMethodIsFoundAsTheThread() throws Exception {
    var holding = new CountDownLatch(1);
    var done = new CountDownLatch(1);
    Thread thread = new Thread(() -> leave(left -> hold(left.getClass(), holding, done)), "holder");
    thread.start();
    holding.await();

    List<List<String>> paths = paths();

    done.countDown();
    thread.join();
    assertThat(paths.getFirst()).startsWith("thread \"holder\"").contains("a local variable");
  }

  private void hold(Class<?> left, CountDownLatch holding, CountDownLatch done) {
    watch(left.getClassLoader());
    holding.countDown();
    try {
      done.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      Reference.reachabilityFence(left);
    }
  }

  @Test
  void classAloneHoldsItsLoader() throws IOException {
    leave(left -> LISTENERS.add(left.getClass()));

    assertThat(paths().getFirst()).endsWith("java.util.ArrayList[0]", LEFT);
  }

  @Test
  void arrayWithoutElementsHoldsTheLoaderOfItsType() throws IOException {
    leave(left -> LISTENERS.add(Array.newInstance(left.getClass(), 0)));

    assertThat(paths().getFirst())
        .endsWith("java.util.ArrayList[0]", Left.class.getName() + "[] of the purged version");
  }

  @Test
  void classOfAnotherLoaderThatExtendsOneOfTheVersionHoldsIt() throws IOException {
    leaveExtended();

    assertThat(paths().getFirst())
        .endsWith("java.util.ArrayList[0]", Extended.class.getName() + " of the purged version");
  }

  private void leaveExtended() {
    var version = new VersionLoader(Left.class);
    LISTENERS.add(new VersionLoader(version, Extended.class).make(Extended.class));
    watch(version);
  }

  @Test
  void versionThatOnlyAnotherPurgedVersionHoldsHasAPathThroughThat() throws IOException {
    leaveOneThatHoldsAnother();

    assertThat(paths())
        .satisfiesExactly(
            path -> assertThat(path).endsWith("java.util.ArrayList[0]", HOLDER),
            path ->
                assertThat(path)
                    .endsWith("java.util.ArrayList[0]", Holder.class.getName() + ".held", LEFT));
  }

  private void leaveOneThatHoldsAnother() {
    var first = new VersionLoader(Holder.class);
    var holder = first.make(Holder.class);
    LISTENERS.add(holder);
    watch(first);
    leave(left -> hold(holder, left));
  }

  private static void hold(Object holder, Object left) {
    try {
      holder.getClass().getField("held").set(holder, left);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void weakReferencesAreNoPath() throws IOException {
    leave(left -> LISTENERS.add(new WeakReference<>(left)));

    assertThat(new SharkLeakFinder().find(purged)).containsExactly(Optional.empty());
  }

  @Test
  void softReferenceIsThePathIfThereIsNoOtherAndThePathSaysSo() throws IOException {
    leave(left -> LISTENERS.add(new SoftReference<>(left)));

    Leak.Holder holder = new SharkLeakFinder().find(purged).getFirst().orElseThrow();

    assertThat(holder).isInstanceOf(Leak.SoftPath.class);
    assertThat(((Leak.SoftPath) holder).steps())
        .endsWith(
            "java.util.ArrayList[0]",
            "java.lang.ref.Reference.referent (soft: given back before memory runs out)",
            LEFT);
  }

  @Test
  void strongPathCountsThoughASoftOneIsShorter() throws IOException {
    leave(left -> {
      LISTENERS.add(new SoftReference<>(left));
      CACHE.put("key", List.of(List.of(left)));
    });

    assertThat(paths().getFirst())
        .contains(HERE + ".CACHE")
        .endsWith("java.util.ImmutableCollections$List12.e0", LEFT);
  }

  @Test
  void heldByWhatADumpDoesNotShowIsSaidToBeUnknown() throws IOException {
    leave(left -> {
      LISTENERS.add(ATTACHED);
      PLANT.set(left);
      Object unused = ATTACHED.get(Left.class);
      assertThat(unused).isSameAs(left);
      PLANT.remove();
    });

    try {
      assertThat(new SharkLeakFinder().find(purged).getFirst().orElseThrow())
          .isInstanceOf(Leak.Unknown.class);
    } finally {
      ATTACHED.remove(Left.class);
    }
  }
}
