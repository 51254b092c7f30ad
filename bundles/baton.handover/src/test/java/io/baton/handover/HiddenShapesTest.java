package io.baton.handover;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import io.baton.api.code.HandoverException;
import io.baton.handover.field.Fields;
import io.baton.handover.library.GuavaContainers;
import io.baton.handover.library.KotlinContainers;
import io.baton.spi.Handover;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import kotlin.Pair;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Objects of a version at unforeseen places are converted or refused. Promise 10. */
@SuppressWarnings("FutureReturnValueIgnored") // a future is a value here
class HiddenShapesTest {
  private static final int VALUES = 1_000;

  private static final Compiled LIBRARY =
      Compiled.library(
          "record Pair<A, B>(A a, B b) {}",
          "final class Box<T> { public T value; public Box(T value) { this.value = value; } }",
          """
          class Open extends ArrayList<Object> {
            public final Object extra; public Open(Object extra) { this.extra = extra; } }
          """);

  private static final String SAME =
      """
      record Item(String name) {}
      record Any(Object value) {}
      record Two(Object left, Object right) {}
      enum Level { LOW }
      class NoStock extends RuntimeException {
        final Object what; NoStock(Object what) { super("x"); this.what = what; } }
      """;

  private static final Compiled V1 = Compiled.of("v1", SAME, LIBRARY);
  private static final Compiled V2 = Compiled.of("v2", SAME, LIBRARY);

  private static final List<UnaryOperator<Object>> PLACES =
      List.of(
          List::of,
          one -> new ArrayList<>(List.of(one, one)),
          one -> new ArrayDeque<>(List.of(one)),
          one -> new ConcurrentLinkedQueue<>(List.of(one)),
          one -> new HashMap<>(Map.of("k", one)),
          one -> new ConcurrentHashMap<>(Map.of("k", one)),
          one -> Collections.unmodifiableList(new ArrayList<>(List.of(one))),
          one -> new ArrayList<>(List.of(one, one)).subList(0, 1),
          one -> new LinkedHashMap<>(Map.of("k", one)).values(),
          one -> new Object[] {one},
          Optional::of,
          one -> Map.entry("k", one),
          AtomicReference::new,
          one -> new AtomicReferenceArray<>(new Object[] {one}),
          one -> new AtomicStampedReference<>(one, 1),
          one -> new AtomicMarkableReference<>(one, true),
          CompletableFuture::completedFuture,
          WeakReference::new,
          SoftReference::new,
          Stream::of,
          one -> List.of(one).iterator(),
          HiddenShapesTest::ran,
          one -> new IllegalStateException((Throwable) V1.make("NoStock", one)),
          one -> V1.make("NoStock", one),
          one -> V1.make("Any", one),
          one -> V1.make("Two", one, one),
          one -> LIBRARY.make("Box", one),
          one -> LIBRARY.make("Open", one),
          one -> LIBRARY.make("Pair", one, "x"),
          ImmutableList::of,
          one -> ImmutableListMultimap.of("k", one),
          one -> ArrayListMultimap.create(ImmutableListMultimap.of("k", one)),
          one -> new Pair<>(1, one));

  private static final List<Object> LEAVES =
      List.of(V1.make("Item", "a"), V1.make("Item", "b"), V1.constant("Level", "LOW"), "shared", 1);

  private static Object ran(Object one) {
    var task = new FutureTask<>(() -> one);
    task.run();
    return task;
  }

  private static Object random(Random random) {
    Object value = LEAVES.get(random.nextInt(LEAVES.size()));
    for (int depth = random.nextInt(5); depth >= 0; depth--) {
      value = PLACES.get(random.nextInt(PLACES.size())).apply(value);
    }
    return value;
  }

  private static StructuralHandover handover(boolean withServices) {
    var handover = new StructuralHandover();
    if (withServices) {
      GuavaContainers.all().forEach(one -> handover.addContainers(one, Map.of()));
      KotlinContainers.all().forEach(one -> handover.addContainers(one, Map.of()));
    }
    return handover;
  }

  @Property(tries = 6, edgeCases = EdgeCasesMode.NONE)
  void nothingOfTheOldVersionArrives(@ForAll long seed, @ForAll boolean withServices) {
    var random = new Random(seed);
    var handover = handover(withServices);
    int crossed = 0;

    for (int i = 0; i < VALUES; i++) {
      Object state = V1.make("Two", random(random), random(random));
      Object there;
      try {
        there = handover.convert(state, new Handover.Into(V2.type("Two"), V2, "state"));
      } catch (HandoverException refused) {
        assertThat(refused).hasMessageStartingWith("state.").hasMessageContaining("(v1 to v2)");
        continue;
      }
      crossed++;
      checkNothingOf(V1, there);
    }

    assertThat(crossed).isBetween(1, VALUES - 1);
  }

  private record At(Object object, String path) {}

  /** Checks all reachable objects, independently of the product: by their fields only. */
  private static void checkNothingOf(ClassLoader version, Object root) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<At> open = new ArrayDeque<>(List.of(new At(root, "")));
    while (!open.isEmpty()) {
      At at = open.pop();
      Object object = at.object();
      Class<?> type = object instanceof Class<?> one ? one : object.getClass();
      assertThat(type.getClassLoader()).as("%s at %s", type, at.path()).isNotSameAs(version);
      if (object instanceof Class<?> || object instanceof ClassLoader || !seen.add(object)) {
        continue;
      }
      if (type.isArray()) {
        for (int i = 0;
            !type.getComponentType().isPrimitive() && i < Array.getLength(object);
            i++) {
          push(open, Array.get(object, i), at.path() + "[" + i + "]");
        }
        continue;
      }
      for (Fields.Slot slot : Fields.of(type)) {
        boolean isOfReference = slot.owner() == Reference.class;
        if (!slot.type().isPrimitive() && !isOfReference && !slot.name().equals("backtrace")) {
          push(open, slot.get(object), at.path() + "." + slot.name());
        }
      }
      if (object instanceof Reference<?> reference) {
        push(open, reference.get(), at.path() + ".get()");
      }
    }
  }

  private static void push(Deque<At> open, Object value, String path) {
    if (value != null && !(value instanceof Thread)) {
      open.push(new At(value, path));
    }
  }
}
