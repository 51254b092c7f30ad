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

/** A record class of the receiving side, and how values of other classes become one of it. */
public final class RecordTarget {
  public final Class<?> type;
  private final List<Node> arguments;

  /** Where records of it are, whatever is declared there. */
  public final Node place;

  /** Found by whoever needs it first; all find the same. */
  private volatile Records.@Nullable Shape shape;

  private final Scope scope;

  /** Computed by whoever needs it first; all compute the same. */
  private volatile @Nullable List<Node> components;

  private record Known(WeakReference<Class<?>> from, RecordPlan plan) {}

  /** Replaced as a whole, under this object's lock; read by anyone. */
  private volatile Known[] plans = {};

  RecordTarget(Class<?> type, List<Node> arguments, Scope scope) {
    this.type = type;
    this.arguments = arguments;
    this.scope = scope;
    place = new ClassNode(type, arguments, scope);
  }

  public Records.Shape shape() {
    Records.Shape known = shape;
    if (known == null) {
      known = Records.shape(type);
      shape = known;
    }
    return known;
  }

  /** Its classes may refer to each other in circles, so this is not done at once. */
  public List<Node> components() {
    List<Node> known = components;
    if (known == null) {
      Map<TypeVariable<?>, Node> bound = Nodes.bind(type, arguments);
      List<Node> made = new ArrayList<>();
      for (var component : Records.shape(type).components) {
        made.add(Nodes.of(component.getGenericType(), scope, bound));
      }
      known = List.copyOf(made);
      components = known;
    }
    return known;
  }

  /** How a record of a class becomes one of this. */
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

  /** Of types that branch without end it is not found out whether they are closed. */
  private static final int MOST = 1_000;

  /**
   * Whether records of this class know all classes that its type arguments name. A {@code Pair} of
   * a library may hold an {@code Item} of any version.
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
    if (assumed.size() > MOST) {
      return false;
    }
    return components().stream().allMatch(component -> component.isClosed(assumed));
  }

  @Override
  public String toString() {
    return type.getName();
  }
}
