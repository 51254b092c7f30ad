package io.baton.handover;

import static io.baton.handover.Compiled.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.HandoverException;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values hidden in objects of the JDK and of libraries are converted or refused, never passed on.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a future is a value here
class HiddenValuesTest {
  private static final Compiled LIBRARY =
      Compiled.library(
          "record Pair<A, B>(A a, B b) {}",
          """
          sealed interface Result<T> permits Result.Ok, Result.Failed {
            record Ok<T>(T value) implements Result<T> {}
            record Failed<T>(String why) implements Result<T> {} }
          """,
          """
          final class Box<T> {
            public T value; public Object any; public List<Runnable> listeners = new ArrayList<>();
            public Box(T value) { this.value = value; } }
          """);

  private static final String SAME =
      """
      import library.*; import java.util.concurrent.*; import java.util.function.*;
      record Item(String name, int price) {}
      record Best(Pair<String, Item> best, Result<Item> result) {}
      record Promise(CompletableFuture<Item> done) {}
      record Cache(java.lang.ref.WeakReference<Item> last, Item strong) {}
      record Counts(Map<Class<?>, Integer> counts) {}
      record Failure(Exception cause) {}
      record Any(Object value) {}
      record Feed(Consumer<? super Item> to) {}
      record Sorted(TreeSet<Item> items) {}
      record Pool(Executor pool) {}
      enum Level { LOW, HIGH }
      class NoStock extends RuntimeException {
        final Item item; int missing = 3;
        NoStock(String m, Item item) { super(m); this.item = item; }
        @Override public String getMessage() { return "no stock: " + super.getMessage(); } }
      class Worker implements Runnable { public void run() {} }
      class Funs {
        static Runnable run() { return () -> {}; }
        static Consumer<Item> consumer() { return item -> {}; }
        static Comparator<Item> byPrice() { return Comparator.comparing(Item::price); } }
      """;

  private static final Compiled V1 = Compiled.of("v1", SAME, LIBRARY);
  private static final Compiled V2 = Compiled.of("v2", SAME, LIBRARY);

  private final StructuralHandover handover = new StructuralHandover();
  private final Object item = V1.make("Item", "a", 5);
  private final Object itemThere = V2.make("Item", "a", 5);

  private Object convert(Object state) {
    return V2.taking(handover, state);
  }

  private Object converted(Object value) {
    return part(convert(V1.make("Any", value)), "value");
  }

  private static Object function(String name) {
    return V1.call("Funs", name);
  }

  @Test
  void aSharedGenericRecordIsConvertedByItsTypeArguments() {
    Object state =
        V1.make("Best", LIBRARY.make("Pair", "x", item), LIBRARY.make("Result$Ok", item));

    Object there = convert(state);

    assertThat(part(there, "best")).isEqualTo(LIBRARY.make("Pair", "x", itemThere));
    assertThat(part(there, "result")).isEqualTo(LIBRARY.make("Result$Ok", itemThere));
  }

  @Test
  void aSharedGenericRecordTakesNothingElseThanItsArguments() {
    Object state =
        V1.make("Best", LIBRARY.make("Pair", "x", item), LIBRARY.make("Result$Ok", "text"));

    assertThatThrownBy(() -> convert(state))
        .isInstanceOf(HandoverException.class)
        .hasMessageStartingWith("state.result.value is a java.lang.String, but m.Item is expected");
  }

  @Test
  void aCompletedFutureArrivesCompleted() {
    Object state = V1.make("Promise", CompletableFuture.completedFuture(item));

    var there = (CompletableFuture<?>) part(convert(state), "done");

    assertThat(there.getNow(null)).isEqualTo(itemThere);
  }

  @Test
  void aFailedFutureArrivesFailedWithTheExceptionOfThatName() {
    Object failure = V1.make("NoStock", "x", item);
    Object state = V1.make("Promise", CompletableFuture.failedFuture((Throwable) failure));

    var there = (CompletableFuture<?>) part(convert(state), "done");

    assertThat(there.exceptionNow()).isInstanceOf(V2.type("NoStock"));
  }

  @Test
  void aWeaklyHeldRecordIsTheOneThatIsHeldStrongly() {
    Object there = convert(V1.make("Cache", new WeakReference<>(item), item));

    var last = (Reference<?>) part(there, "last");
    assertThat(last.get()).isEqualTo(itemThere).isSameAs(part(there, "strong"));
    assertThat(((SoftReference<?>) converted(new SoftReference<>(item))).get())
        .isEqualTo(itemThere);
  }

  @Test
  void aReferenceWithAQueueIsRefused() {
    Object state = V1.make("Any", new WeakReference<>(item, new ReferenceQueue<>()));

    assertThatThrownBy(() -> convert(state)).hasMessageContaining("with a queue");
  }

  @Test
  void aClassArrivesAsTheClassOfThatName() {
    Object state = V1.make("Counts", new HashMap<>(Map.of(V1.type("Item"), 5, String.class, 1)));

    assertThat(part(convert(state), "counts"))
        .isEqualTo(Map.of(V2.type("Item"), 5, String.class, 1));
    assertThat(converted(V1.type("Item").arrayType())).isSameAs(V2.type("Item").arrayType());
  }

  @Test
  void anExceptionArrivesAsTheOneOfThatNameWithAllThatItHolds() {
    var thrown = (RuntimeException) V1.make("NoStock", "x", item);
    thrown.initCause((Throwable) V1.make("NoStock", "cause", null));
    thrown.addSuppressed((Throwable) V1.make("NoStock", "suppressed", null));
    thrown.addSuppressed(new IllegalStateException("shared"));

    var there = (Throwable) part(convert(V1.make("Failure", thrown)), "cause");

    assertThat(there)
        .isInstanceOf(V2.type("NoStock"))
        .hasMessage("no stock: x")
        .extracting("item", "missing")
        .containsExactly(itemThere, 3);
    assertThat(there.getCause()).isInstanceOf(V2.type("NoStock")).hasMessage("no stock: cause");
    assertThat(there.getSuppressed()[0]).isInstanceOf(V2.type("NoStock"));
    assertThat(there.getSuppressed()[1]).isSameAs(thrown.getSuppressed()[1]);
    assertThat(there.getStackTrace()).isEqualTo(thrown.getStackTrace());
    there.addSuppressed(new RuntimeException());
    assertThat(there.getSuppressed()).hasSize(3);
  }

  @Test
  void aCycleOfCausesArrivesAsACycle() {
    var thrown = (RuntimeException) V1.make("NoStock", "x", null);
    var cause = new IllegalStateException(thrown);
    thrown.initCause(cause);

    var there = (Throwable) part(convert(V1.make("Failure", thrown)), "cause");

    assertThat(there.getCause()).isNotSameAs(cause).isInstanceOf(IllegalStateException.class);
    assertThat(there.getCause().getCause()).isSameAs(there);
  }

  @Test
  void anExceptionThatIsSharedStaysTheSame() {
    var thrown = new IllegalStateException("x", new RuntimeException());

    assertThat(converted(thrown)).isSameAs(thrown);
  }

  static List<Object> hiding() {
    Object item = V1.make("Item", "a", 5);
    return List.of(
        Stream.of(item, item),
        List.of(item, item).iterator(),
        new FutureTask<>(() -> item),
        run(new FutureTask<>(() -> item)),
        ThreadLocal.withInitial(() -> item),
        LIBRARY.make("Box", item),
        LIBRARY.make("Box", LIBRARY.make("Box", (Object) new Object[] {"x", item})),
        LIBRARY.make("Box", V1.constant("Level", "LOW")),
        LIBRARY.make("Box", V1.make("NoStock", "x", null)),
        LIBRARY.make("Box", V1.make("Worker")),
        LIBRARY.make("Box", new WeakReference<>(item)),
        LIBRARY.make("Box", new HashMap<>(Map.of("k", List.of(item)))),
        Collections.checkedList(new ArrayList<>(), V1.type("Item")),
        pool(V1.make("Worker")));
  }

  private static Object run(FutureTask<?> task) {
    task.run();
    return task;
  }

  private static ThreadPoolExecutor pool(Object worker) {
    var pool = new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
    pool.setThreadFactory(new Maker(worker)::make);
    return pool;
  }

  private record Maker(Object worker) {
    Thread make(Runnable run) {
      return new Thread(run, worker.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("hiding")
  void aHiddenValueIsRefusedWithItsPath(Object hiding) {
    assertThatThrownBy(() -> convert(V1.make("Any", hiding)))
        .isInstanceOf(HandoverException.class)
        .hasMessageStartingWith("state.value")
        .hasMessageContaining("(v1 to v2)");
  }

  @Test
  void thePathLeadsThroughTheFields() {
    Object box = LIBRARY.make("Box", new HashMap<>(Map.of("k", item)));

    assertThatThrownBy(() -> convert(V1.make("Any", box)))
        .hasMessageStartingWith("state.value.value.table[")
        .hasMessageContaining(".value is a m.Item, inside a library.Box, of which no copy can be");
  }

  static List<Object> harmless() {
    Object listening = LIBRARY.make("Box", "x");
    @SuppressWarnings("unchecked")
    var listeners = (List<Object>) Compiled.get(listening, "listeners");
    listeners.add(V1.make("Worker"));
    listeners.add(V1.call("Funs", "run"));
    return List.of(
        new ReentrantLock(),
        new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>()),
        new AtomicStampedReference<>("x", 1),
        new CompletableFuture<String>(),
        new Thread(() -> {}),
        LIBRARY.make("Box", "x"),
        listening,
        Comparator.comparing(Object::toString),
        System.getLogger("x"),
        V1.call("Funs", "run"),
        new IllegalStateException("x"),
        Stream.of("a"));
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void anObjectThatHoldsNothingOfAVersionPasses(Object value) {
    assertThat(converted(value)).isSameAs(value);
  }

  @Test
  void aFunctionThatIsDeclaredForAClassOfTheVersionIsRefused() {
    assertThatThrownBy(() -> convert(V1.make("Feed", function("consumer"))))
        .hasMessageStartingWith(
            "state.to is a function of m.Funs, which is declared for m.Item, and that is another"
                + " class in each version");
  }

  @Test
  void aFutureThatIsNotCompletedIsRefusedWhereItIsForAClassOfTheVersion() {
    assertThatThrownBy(() -> convert(V1.make("Promise", new CompletableFuture<>())))
        .hasMessageContaining("not completed yet");
  }

  @Test
  @SuppressWarnings("unchecked")
  void anEmptySetThatSortsByCodeOfTheVersionIsRefused() {
    Object empty = new TreeSet<>((Comparator<Object>) function("byPrice"));

    assertThatThrownBy(() -> convert(V1.make("Sorted", empty)))
        .isInstanceOf(HandoverException.class)
        .hasMessageStartingWith("state.items");
  }

  @Test
  void aStampedReferenceIsConverted() {
    var there = (AtomicStampedReference<?>) converted(new AtomicStampedReference<>(item, 7));

    assertThat(there.getReference()).isEqualTo(itemThere);
    assertThat(there.getStamp()).isEqualTo(7);
  }

  @Test
  void aSharedFunctionAlwaysPasses() {
    Function<Object, Object> shared = Object::toString;
    Consumer<Object> other = _ -> {};

    assertThat(converted(shared)).isSameAs(shared);
    assertThat(converted(other)).isSameAs(other);
  }
}
