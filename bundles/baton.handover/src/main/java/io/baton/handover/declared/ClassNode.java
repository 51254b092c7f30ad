package io.baton.handover.declared;

import io.baton.spi.DataClasses;
import io.baton.spi.PlainTypes;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A class that is no number, container or array. A value that is found there is converted by its
 * own class, and the result must be an instance of this one.
 */
public final class ClassNode implements Node {
  /** The node of {@code Object} and of unknown types. */
  public static final ClassNode ANY = new ClassNode(Object.class, List.of(), null);

  private final Class<?> raw;
  private final List<Node> arguments;
  private final @Nullable Scope scope;

  /** Whether an object of exactly this class holds nothing of a version. */
  private final boolean plain;

  /** Number of classes that the type is made of. */
  private final int size;

  /**
   * Whether the class is a record or a data class. The class knows that too, but asks the JVM each
   * time.
   */
  private final boolean hasComponents;

  private final boolean isEnum;

  /** Found on first use by any thread; all find the same. */
  private volatile @Nullable RecordTarget target;

  ClassNode(Class<?> raw, List<Node> arguments, @Nullable Scope scope) {
    this.raw = raw;
    this.arguments = arguments;
    this.scope = scope;
    plain = PlainTypes.isPlainClass(raw);
    size = 1 + Nodes.size(arguments);
    hasComponents = DataClasses.haveComponents(raw);
    isEnum = raw.isEnum();
  }

  @Override
  public Class<?> raw() {
    return raw;
  }

  public RecordTarget target() {
    RecordTarget known = target;
    if (known == null) {
      known = scope == null ? Scope.target(raw) : scope.target(raw, arguments);
      target = known;
    }
    return known;
  }

  /** Returns the target for a record or data class that is found where this type is declared. */
  public RecordTarget target(Class<?> there) {
    List<Node> known = Nodes.arguments(there, this);
    return scope == null || known.isEmpty() ? Scope.target(there) : scope.target(there, known);
  }

  public boolean isPlain() {
    return plain;
  }

  public boolean hasComponents() {
    return hasComponents;
  }

  public boolean isEnum() {
    return isEnum;
  }

  @Override
  public boolean isInert() {
    return raw.getClassLoader() == null && PlainTypes.isPlainPlace(raw);
  }

  @Override
  public boolean isClosed(Set<RecordTarget> assumed) {
    if (hasComponents && raw.getClassLoader() != null) {
      return target().isClosed(assumed);
    }
    if (raw.isSealed() && !isEnum) {
      return (raw.isInterface() || Modifier.isAbstract(raw.getModifiers()))
          && Arrays.stream(raw.getPermittedSubclasses())
              .allMatch(type -> Scope.of(type).node.isClosed(assumed));
    }
    return isEnum || isInert();
  }

  public List<Node> arguments() {
    return arguments;
  }

  int size() {
    return size;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassNode data && raw == data.raw && arguments.equals(data.arguments);
  }

  @Override
  public int hashCode() {
    return 31 * raw.hashCode() + arguments.hashCode();
  }

  @Override
  public String toString() {
    return raw.getName();
  }
}
