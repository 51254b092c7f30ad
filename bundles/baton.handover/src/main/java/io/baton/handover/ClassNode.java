package io.baton.handover;

import io.baton.api.spi.PlainTypes;
import io.baton.handover.type.Loaders;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Any class but those that other nodes are for. What a value becomes goes by its own class, and
 * that has to be one of this.
 */
final class ClassNode implements Node {
  /** Anything. */
  static final ClassNode ANY = new ClassNode(Object.class, List.of(), null);

  private final Class<?> raw;
  private final List<Node> arguments;
  private final @Nullable Scope scope;

  /** Whether an object of exactly this class has nothing of a version in it. */
  private final boolean plain;

  /** How many classes the type is made of. */
  private final int size;

  /** The class knows it too, but asks the JVM each time. */
  private final boolean isRecord;

  private final boolean isEnum;

  /** Found by whoever needs it first; all find the same. */
  private volatile @Nullable RecordTarget target;

  ClassNode(Class<?> raw, List<Node> arguments, @Nullable Scope scope) {
    this.raw = raw;
    this.arguments = arguments;
    this.scope = scope;
    plain = PlainTypes.isPlainClass(raw);
    size = 1 + Nodes.size(arguments);
    isRecord = raw.isRecord();
    isEnum = raw.isEnum();
  }

  @Override
  public Class<?> raw() {
    return raw;
  }

  RecordTarget target() {
    RecordTarget known = target;
    if (known == null) {
      known = scope == null ? Scope.target(raw) : scope.target(raw, arguments);
      target = known;
    }
    return known;
  }

  @Override
  public Object enter(Object value, Conversion conversion) {
    Class<?> type = value.getClass();
    if (plain && type == raw) {
      return value;
    }
    if (value instanceof Record record) {
      return record(record, type, conversion);
    }
    if (PlainTypes.isPlainClass(type) && raw.isInstance(value)) {
      return value;
    }
    return switch (value) {
      case Enum<?> constant -> constant(constant, conversion);
      default -> other(value, type, conversion);
    };
  }

  private Object record(Record value, Class<?> type, Conversion conversion) {
    if (type.getModule().isNamed()) {
      return checked(value, conversion);
    }
    if (isRecord) {
      return RecordFrame.open(value, target(), conversion);
    }
    Class<?> there = counterpart(value, type, conversion);
    if (there == null) {
      return value;
    }
    if (!there.isRecord()) {
      throw conversion.refusal(
          "",
          "is the record %s, but the class of that name is no record there; convert it in codeChange"
              .formatted(type.getName()),
          value);
    }
    checkAssignable(there, value, conversion);
    return RecordFrame.open(value, target(there), conversion);
  }

  /** A class that is found where this type is declared. */
  private RecordTarget target(Class<?> there) {
    List<Node> known = Nodes.arguments(there, this);
    return scope == null || known.isEmpty() ? Scope.target(there) : scope.target(there, known);
  }

  private Object constant(Enum<?> value, Conversion conversion) {
    Class<?> type = value.getDeclaringClass();
    if (type.getClassLoader() == null) {
      return checked(value, conversion);
    }
    Class<?> there =
        isEnum && raw.getName().equals(type.getName()) ? raw : counterpart(value, type, conversion);
    if (there == null || there == type) {
      return checked(value, conversion);
    }
    if (!there.isEnum()) {
      throw conversion.refusal(
          "",
          "is the enum %s, but the class of that name is no enum there; convert it in codeChange"
              .formatted(type.getName()),
          value);
    }
    checkAssignable(there, value, conversion);
    Object constant = Enums.constant(value, there);
    if (constant == null) {
      throw conversion.refusal(
          "",
          "is %s.%s, a constant that is not there any more; add it, or convert it in codeChange"
              .formatted(type.getName(), value.name()),
          value);
    }
    return constant;
  }

  private Object other(Object value, Class<?> type, Conversion conversion) {
    if (type.isArray()) {
      return array(value, type, conversion);
    }
    if (value instanceof Class<?> one) {
      return classThere(one, conversion);
    }
    if (value instanceof Throwable thrown) {
      return thrown(thrown, type, conversion);
    }
    Class<?> there = Counterparts.of(type, conversion.loader());
    boolean foreign = there != null && there != type && !type.isAnonymousClass();
    if (!raw.isInstance(value) || (foreign && raw == Object.class)) {
      throw refusal(value, foreign, conversion);
    }
    return ContainerFrame.open(value, arguments, conversion, this);
  }

  /** A class arrives as the class of that name. */
  private Object classThere(Class<?> value, Conversion conversion) {
    Class<?> there = Counterparts.of(value, conversion.loader());
    if (there == null) {
      throw conversion.refusal(
          "",
          "is the class %s, and the receiving version has no class of that name; keep it, or convert the value in codeChange"
              .formatted(DisplayNames.type(value)),
          null);
    }
    return checked(there, conversion);
  }

  /** An exception arrives as one of the class of that name. */
  private Object thrown(Throwable value, Class<?> type, Conversion conversion) {
    Class<?> there = Counterparts.of(type, conversion.loader());
    if (there == null && isOfSharedType(type, conversion)) {
      return checked(value, conversion);
    }
    if (there == null) {
      throw conversion.unknown(value);
    }
    checkAssignable(there, value, conversion);
    return ThrowableFrame.open(value, there, conversion);
  }

  /** An array arrives as one of its own class's counterpart. */
  private Object array(Object value, Class<?> type, Conversion conversion) {
    if (type.getComponentType().isPrimitive()) {
      return checked(value, conversion);
    }
    Class<?> there = counterpart(value, type, conversion);
    if (there == null) {
      throw conversion.unknown(value);
    }
    checkAssignable(there, value, conversion);
    return Scope.node(there, conversion.loader()).enter(value, conversion);
  }

  /**
   * The class that the value becomes one of. Null if it crosses as it is: the other side knows no
   * such class, is no version of the same module, and uses the object behind an interface of both.
   */
  private @Nullable Class<?> counterpart(Object value, Class<?> type, Conversion conversion) {
    Class<?> there = Counterparts.of(type, conversion.loader(), raw);
    if (there == null && !isShared(value, type, conversion)) {
      throw conversion.unknown(value);
    }
    return there;
  }

  /** Whether an exception is known there as one of a type of a bundle that both sides use. */
  private static boolean isOfSharedType(Class<?> type, Conversion conversion) {
    Class<?> parent = type.getSuperclass();
    while (parent.getClassLoader() != null
        && Counterparts.of(parent, conversion.loader()) != parent) {
      parent = parent.getSuperclass();
    }
    return parent.getClassLoader() != null
        && Loaders.areStrangers(type.getClassLoader(), conversion.loader());
  }

  private boolean isShared(Object value, Class<?> type, Conversion conversion) {
    return raw.isInterface()
        && raw.getClassLoader() != conversion.loader()
        && raw.isInstance(value)
        && Loaders.areStrangers(type.getClassLoader(), conversion.loader());
  }

  private Object checked(Object value, Conversion conversion) {
    checkAssignable(value.getClass(), value, conversion);
    return value;
  }

  private void checkAssignable(Class<?> there, Object value, Conversion conversion) {
    if (!raw.isAssignableFrom(there)) {
      throw conversion.mismatch(value, raw.getName());
    }
  }

  /** Why an object that is no data does not cross. */
  private RuntimeException refusal(Object value, boolean foreign, Conversion conversion) {
    String type = DisplayNames.type(value.getClass());
    boolean code = value.getClass().getClassLoader() != null;
    if (code
        && raw.isInterface()
        && raw.getClassLoader() != null
        && !(foreign && value.getClass().isRecord())) {
      return conversion.refusal(
          "",
          ("is a %s, whose code cannot implement the interface %s of the other version; name a"
                  + " function with Fun.of(module, function), or declare an interface of the JDK")
              .formatted(type, raw.getName()),
          value);
    }
    return foreign
        ? conversion.refusal(
            "",
            "is an object of %s, which is no record and no enum; make it a record, or convert it in codeChange"
                .formatted(type),
            value)
        : conversion.mismatch(value, raw.getName());
  }

  @Override
  public boolean isInert() {
    return raw.getClassLoader() == null && PlainTypes.isPlainPlace(raw);
  }

  @Override
  public boolean isClosed(Set<RecordTarget> assumed) {
    if (isRecord && raw.getClassLoader() != null) {
      return target().isClosed(assumed);
    }
    if (raw.isSealed() && !isEnum) {
      return (raw.isInterface() || Modifier.isAbstract(raw.getModifiers()))
          && Arrays.stream(raw.getPermittedSubclasses())
              .allMatch(type -> Scope.of(type).node.isClosed(assumed));
    }
    return isEnum || isInert();
  }

  List<Node> arguments() {
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
