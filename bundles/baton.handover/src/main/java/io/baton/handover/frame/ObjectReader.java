package io.baton.handover.frame;

import io.baton.handover.convert.Conversion;
import io.baton.handover.declared.ClassNode;
import io.baton.handover.declared.Scope;
import io.baton.handover.type.DisplayNames;
import io.baton.handover.type.Enums;
import io.baton.handover.type.Failures;
import io.baton.handover.type.Loaders;
import io.baton.handover.type.Records;
import io.baton.spi.Counterparts;
import io.baton.spi.DataClasses;
import io.baton.spi.PlainTypes;
import io.baton.spi.ThrownText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads values where a class is declared that is neither a number nor a container. */
final class ObjectReader {
  private ObjectReader() {}

  static Object read(ClassNode node, Object value, Conversion conversion) {
    Class<?> type = value.getClass();
    if (node.isPlain() && type == node.raw()) {
      return value;
    }
    if (value instanceof Record) {
      return withComponents(node, value, type, conversion);
    }
    if (PlainTypes.isPlainClass(type) && node.raw().isInstance(value)) {
      return value;
    }
    return switch (value) {
      case Enum<?> constant -> constant(node, constant, conversion);
      case Object _ when isDataClass(value, type, conversion) ->
          withComponents(node, value, type, conversion);
      case Object _ when DataClasses.isSingleton(type) -> singleton(node, value, type, conversion);
      default -> other(node, value, type, conversion);
    };
  }

  /** A service for a data class of a library knows more of it. */
  private static boolean isDataClass(Object value, Class<?> type, Conversion conversion) {
    return DataClasses.is(type) && conversion.settings.containers().of(value) == null;
  }

  private static Object withComponents(
      ClassNode node, Object value, Class<?> type, Conversion conversion) {
    if (type.getModule().isNamed()) {
      return checked(node, value, conversion);
    }
    if (node.hasComponents()) {
      return RecordFrame.open(value, node.target(), conversion);
    }
    Class<?> there = counterpart(node, value, type, conversion);
    if (there == null) {
      return value;
    }
    if (!DataClasses.haveComponents(there)) {
      String kind = type.isRecord() ? "record" : "data class";
      throw conversion.refusal(
          "",
          "is the %s %s, but the class of that name is no %s there%s; convert it in codeChange"
              .formatted(kind, type.getName(), kind, besides(there)),
          value);
    }
    checkAssignable(node, there, value, conversion);
    return RecordFrame.open(value, node.target(there), conversion);
  }

  /** Converts an {@code object} of Kotlin to the one of that name. */
  private static Object singleton(
      ClassNode node, Object value, Class<?> type, Conversion conversion) {
    Class<?> there = Counterparts.of(type, conversion.loader(), node.raw());
    if (there == null || there == type || !DataClasses.isSingleton(there)) {
      return other(node, value, type, conversion);
    }
    checkAssignable(node, there, value, conversion);
    try {
      return Records.constant(there, DataClasses.INSTANCE);
    } catch (Throwable e) {
      Failures.rethrowFatal(e);
      throw conversion.refusal(
          "",
          "is the object %s, which could not be made there: %s"
              .formatted(type.getName(), ThrownText.describe(e)),
          value);
    }
  }

  private static Object constant(ClassNode node, Enum<?> value, Conversion conversion) {
    Class<?> type = value.getDeclaringClass();
    if (type.getClassLoader() == null) {
      return checked(node, value, conversion);
    }
    Class<?> there =
        node.isEnum() && node.raw().getName().equals(type.getName())
            ? node.raw()
            : counterpart(node, value, type, conversion);
    if (there == null || there == type) {
      return checked(node, value, conversion);
    }
    if (!there.isEnum()) {
      throw conversion.refusal(
          "",
          "is the enum %s, but the class of that name is no enum there; convert it in codeChange"
              .formatted(type.getName()),
          value);
    }
    checkAssignable(node, there, value, conversion);
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

  private static Object other(ClassNode node, Object value, Class<?> type, Conversion conversion) {
    if (type.isArray()) {
      return array(node, value, type, conversion);
    }
    if (value instanceof Class<?> one) {
      return classThere(node, one, conversion);
    }
    if (value instanceof Throwable thrown) {
      return thrown(node, thrown, type, conversion);
    }
    Class<?> there = Counterparts.of(type, conversion.loader());
    boolean foreign = there != null && there != type && !type.isAnonymousClass();
    if (!node.raw().isInstance(value) || (foreign && node.raw() == Object.class)) {
      throw refusal(node, value, foreign, conversion);
    }
    return ContainerFrame.open(value, node.arguments(), conversion, node);
  }

  /** Converts a class to the class of that name. */
  private static Object classThere(ClassNode node, Class<?> value, Conversion conversion) {
    Class<?> there = Counterparts.of(value, conversion.loader());
    if (there == null) {
      throw conversion.refusal(
          "",
          "is the class %s, and the receiving version has no class of that name; keep it, or convert the value in codeChange"
              .formatted(DisplayNames.type(value)),
          null);
    }
    return checked(node, there, conversion);
  }

  /** Converts an exception to one of the class of that name. */
  private static Object thrown(
      ClassNode node, Throwable value, Class<?> type, Conversion conversion) {
    Class<?> there = Counterparts.of(type, conversion.loader());
    if (there == null && isOfSharedType(type, conversion)) {
      return checked(node, value, conversion);
    }
    if (there == null) {
      throw conversion.unknown(value);
    }
    checkAssignable(node, there, value, conversion);
    return ThrowableFrame.open(value, there, conversion);
  }

  /** Converts an array to one of its own class's counterpart. */
  private static Object array(ClassNode node, Object value, Class<?> type, Conversion conversion) {
    if (type.getComponentType().isPrimitive()) {
      return checked(node, value, conversion);
    }
    Class<?> there = counterpart(node, value, type, conversion);
    if (there == null) {
      throw conversion.unknown(value);
    }
    checkAssignable(node, there, value, conversion);
    return FrameReader.readAt(Scope.node(there, conversion.loader()), value, conversion);
  }

  /**
   * Returns the class of the result; null if the value is passed on as it is. That is so if the
   * receiver is no version of the same module, knows no such class, and uses the object behind an
   * interface of both.
   */
  private static @Nullable Class<?> counterpart(
      ClassNode node, Object value, Class<?> type, Conversion conversion) {
    Class<?> there = Counterparts.of(type, conversion.loader(), node.raw());
    if (there == null && !isShared(node, value, type, conversion)) {
      throw conversion.unknown(value);
    }
    return there;
  }

  /** Returns whether the receiver knows an exception as one of a type of a bundle that both use. */
  private static boolean isOfSharedType(Class<?> type, Conversion conversion) {
    Class<?> parent = type.getSuperclass();
    while (parent.getClassLoader() != null
        && Counterparts.of(parent, conversion.loader()) != parent) {
      parent = parent.getSuperclass();
    }
    return parent.getClassLoader() != null
        && Loaders.areStrangers(type.getClassLoader(), conversion.loader());
  }

  private static boolean isShared(
      ClassNode node, Object value, Class<?> type, Conversion conversion) {
    return node.raw().isInterface()
        && node.raw().getClassLoader() != conversion.loader()
        && node.raw().isInstance(value)
        && Loaders.areStrangers(type.getClassLoader(), conversion.loader());
  }

  private static Object checked(ClassNode node, Object value, Conversion conversion) {
    checkAssignable(node, value.getClass(), value, conversion);
    return value;
  }

  private static void checkAssignable(
      ClassNode node, Class<?> there, Object value, Conversion conversion) {
    if (!node.raw().isAssignableFrom(there)) {
      throw conversion.mismatch(value, node.raw().getName());
    }
  }

  /** Says which fields alone prevent a class from being a data class. */
  private static String besides(Class<?> type) {
    List<String> fields = DataClasses.besides(type);
    return fields.isEmpty()
        ? ""
        : ", and no data class, as its constructor does not set %s: make that a parameter of it"
            .formatted(String.join(", ", fields));
  }

  /** Returns the refusal of an object that is no data. */
  private static RuntimeException refusal(
      ClassNode node, Object value, boolean foreign, Conversion conversion) {
    String type = DisplayNames.type(value.getClass());
    boolean code = value.getClass().getClassLoader() != null;
    if (code
        && node.raw().isInterface()
        && node.raw().getClassLoader() != null
        && !(foreign && DataClasses.haveComponents(value.getClass()))) {
      return conversion.refusal(
          "",
          ("is a %s, whose code cannot implement the interface %s of the other version; name a"
                  + " function with Fun.of(module, function), or declare an interface of the JDK")
              .formatted(type, node.raw().getName()),
          value);
    }
    return foreign
        ? conversion.refusal(
            "",
            "is an object of %s, which is no record and no enum%s; make it a record, or convert it in codeChange"
                .formatted(type, besides(value.getClass())),
            value)
        : conversion.mismatch(value, node.raw().getName());
  }
}
