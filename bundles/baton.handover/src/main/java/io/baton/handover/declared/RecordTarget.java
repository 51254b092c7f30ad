package io.baton.handover.declared;

import io.baton.handover.type.ConvertedTypes;
import io.baton.handover.type.Records;
import io.baton.handover.type.WeakEntries;
import java.lang.ref.WeakReference;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record class of the receiving version, with the plans by which other records become records of
 * it.
 */
public final class RecordTarget {
  /**
   * Maximum number of records that are examined for being closed: types that branch without end
   * would never be done.
   */
  private static final int MAX_RECORDS = 1_000;

  public final Class<?> type;
  private final List<Node> arguments;

  /** The node of this record class itself, whatever is declared at the place of a value. */
  public final Node place;

  /** Found on first use by any thread; all find the same. */
  private volatile Records.@Nullable Shape shape;

  private final Scope scope;

  /** Computed on first use by any thread; all compute the same. */
  private volatile @Nullable List<Node> components;

  /** Replaced as a whole under this object's lock; read by any thread. */
  private volatile Known[] plans = {};

  RecordTarget(Class<?> type, List<Node> arguments, Scope scope) {
    this.type = type;
    this.arguments = arguments;
    this.scope = scope;
    place = new ClassNode(type, arguments, scope);
  }

  private record Known(WeakReference<Class<?>> from, RecordPlan plan) {}

  public Records.Shape shape() {
    Records.Shape known = shape;
    if (known == null) {
      known = Records.shape(type);
      shape = known;
    }
    return known;
  }

  /**
   * Returns the types of the components. They are read on first use, because records may refer to
   * each other in cycles.
   */
  public List<Node> components() {
    List<Node> known = components;
    if (known == null) {
      Map<TypeVariable<?>, Node> bound = Nodes.bind(type, arguments);
      List<Node> made = new ArrayList<>();
      for (var component : Records.shape(type).components) {
        made.add(Nodes.of(component.genericType(), scope, bound));
      }
      known = List.copyOf(made);
      components = known;
    }
    return known;
  }

  /** Returns the plan for records of a class. */
  public RecordPlan plan(Class<?> from) {
    for (Known known : plans) {
      if (known.from().refersTo(from)) {
        return known.plan();
      }
    }
    RecordPlan plan = RecordPlan.of(from, this);
    remember(new Known(new WeakReference<>(from), plan));
    ConvertedTypes.note(from);
    ConvertedTypes.note(type);
    return plan;
  }

  private synchronized void remember(Known now) {
    plans = WeakEntries.with(plans, now, known -> !known.from().refersTo(null), Known[]::new);
  }

  /**
   * Returns whether the loader of this record knows all classes that its type arguments name. A
   * {@code Pair} of a library may hold an {@code Item} of any version.
   */
  boolean isHome() {
    return arguments.stream().allMatch(argument -> isHome(argument, type.getClassLoader()));
  }

  private static boolean isHome(Node node, @Nullable ClassLoader loader) {
    return switch (node) {
      case NumberNode _ -> true;
      case ArrayNode array -> isHome(array.component(), loader);
      case ContainerNode holder -> holder.parts().stream().allMatch(part -> isHome(part, loader));
      case ClassNode data ->
          (data.isInert() || data.raw().getClassLoader() == loader)
              && data.arguments().stream().allMatch(argument -> isHome(argument, loader));
    };
  }

  boolean isClosed(Set<RecordTarget> assumed) {
    if (!assumed.add(this)) {
      return true;
    }
    if (assumed.size() > MAX_RECORDS) {
      return false;
    }
    return components().stream().allMatch(component -> component.isClosed(assumed));
  }

  @Override
  public String toString() {
    return type.getName();
  }
}
