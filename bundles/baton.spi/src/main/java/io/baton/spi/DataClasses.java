package io.baton.spi;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Recognises data classes, which are data as records are: those of Kotlin, and others of their
 * shape. A data class is final; it has a constructor of the types of its instance fields, in their
 * order; for each field, in order, it has a method {@code component1()}, {@code component2()} …
 * that returns the field's type; and the classes that it extends have no instance fields. So the
 * constructor and the fields say all about its objects.
 *
 * <p>Also recognises Kotlin's {@code object}: a class whose only object is in its constant {@code
 * INSTANCE}. Keeps no version alive.
 */
public final class DataClasses {
  /** The constant of an {@code object}. */
  public static final String INSTANCE = "INSTANCE";

  private static final Found NONE = new Found(List.of(), List.of(), false);

  /** Held by the class that is looked at. */
  private static final ClassValue<Found> KNOWN =
      new ClassValue<>() {
        @Override
        protected Found computeValue(Class<?> type) {
          try {
            return look(type);
          } catch (LinkageError | TypeNotPresentException _) {
            return NONE; // it names classes that are not there
          }
        }
      };

  private DataClasses() {}

  /**
   * What was found.
   *
   * @param fields of a data class, in order; empty if it is none
   * @param besides fields that alone prevent it from being one
   * @param isSingleton whether it is an {@code object}
   */
  private record Found(List<Field> fields, List<String> besides, boolean isSingleton) {}

  /**
   * Returns whether a class is a data class.
   *
   * @param type any class
   */
  public static boolean is(Class<?> type) {
    return !fields(type).isEmpty();
  }

  /**
   * Returns whether objects of a class have components by which they cross.
   *
   * @param type any class
   * @return true of a record and of a data class
   */
  public static boolean haveComponents(Class<?> type) {
    return type.isRecord() || is(type);
  }

  /**
   * Returns whether a class is an {@code object} of Kotlin.
   *
   * @param type any class
   */
  public static boolean isSingleton(Class<?> type) {
    return mayBe(type) && KNOWN.get(type).isSingleton();
  }

  /**
   * Returns the instance fields of a data class.
   *
   * @param type any class
   * @return in the order of its constructor; empty if it is no data class
   */
  public static List<Field> fields(Class<?> type) {
    return mayBe(type) ? KNOWN.get(type).fields() : List.of();
  }

  /**
   * Returns the fields that prevent a class from being a data class, and nothing else does: its
   * constructor does not set them.
   *
   * @param type any class
   * @return their names; empty if it is a data class, or none for other reasons
   */
  public static List<String> besides(Class<?> type) {
    return mayBe(type) ? KNOWN.get(type).besides() : List.of();
  }

  private static boolean mayBe(Class<?> type) {
    return Modifier.isFinal(type.getModifiers())
        && type.getClassLoader() != null
        && !type.isRecord()
        && !type.isHidden()
        && !type.isArray()
        && !Enum.class.isAssignableFrom(type)
        && !Throwable.class.isAssignableFrom(type);
  }

  private static Found look(Class<?> type) {
    List<Field> fields =
        Arrays.stream(type.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()))
            .toList();
    if (!isAlone(type)) {
      return NONE;
    }
    if (fields.isEmpty()) {
      return new Found(List.of(), List.of(), hasInstance(type));
    }
    List<String> types = fields.stream().map(field -> field.getType().descriptorString()).toList();
    Set<String> methods = methods(type);
    if (isDataClass(types, methods)) {
      return new Found(fields, List.of(), false);
    }
    int set = setByConstructor(types, methods);
    return new Found(
        List.of(), fields.subList(set, fields.size()).stream().map(Field::getName).toList(), false);
  }

  /** Returns how many fields a data class would have without those behind; all if it is none. */
  private static int setByConstructor(List<String> types, Set<String> methods) {
    for (int i = types.size() - 1; i > 0; i--) {
      if (isDataClass(types.subList(0, i), methods)) {
        return i;
      }
    }
    return types.size();
  }

  private static boolean isAlone(Class<?> type) {
    for (Class<?> at = type.getSuperclass(); at != null; at = at.getSuperclass()) {
      for (Field field : at.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean hasInstance(Class<?> type) {
    Constructor<?>[] constructors = type.getDeclaredConstructors();
    return Arrays.stream(constructors).allMatch(one -> Modifier.isPrivate(one.getModifiers()))
        && Arrays.stream(type.getDeclaredFields())
            .anyMatch(field ->
                field.getName().equals(INSTANCE)
                    && field.getType() == type
                    && Modifier.isFinal(field.getModifiers()));
  }

  private static Set<String> methods(Class<?> type) {
    Set<String> methods = new HashSet<>();
    for (Method method : type.getDeclaredMethods()) {
      MethodType shape = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
      methods.add(method.getName() + shape.descriptorString());
    }
    for (Constructor<?> one : type.getDeclaredConstructors()) {
      MethodType shape = MethodType.methodType(void.class, one.getParameterTypes());
      methods.add("<init>" + shape.descriptorString());
    }
    return methods;
  }

  /**
   * Returns whether a final class is a data class by what it declares, as a class file says it.
   *
   * @param fields the descriptors of its instance fields, in order
   * @param methods the names of its methods, each followed by its descriptor
   */
  public static boolean isDataClass(List<String> fields, Collection<String> methods) {
    return !fields.isEmpty()
        && methods.contains("<init>(%s)V".formatted(String.join("", fields)))
        && IntStream.range(0, fields.size())
            .allMatch(i -> hasComponent(i + 1, fields.get(i), methods));
  }

  /** Kotlin adds something to a name that is internal, or whose type is an inline class. */
  private static boolean hasComponent(int number, String type, Collection<String> methods) {
    var name =
        Pattern.compile("component%d([$-].*)?%s".formatted(number, Pattern.quote("()" + type)));
    return methods.stream().anyMatch(method -> name.matcher(method).matches());
  }

  /**
   * Returns the names of the methods that read a property.
   *
   * @param field the property's
   */
  static List<String> getters(String field) {
    String capital =
        field.isEmpty() ? "" : Character.toUpperCase(field.charAt(0)) + field.substring(1);
    List<String> names = new ArrayList<>(List.of("get" + capital));
    if (field.startsWith("is")) {
      names.add(field);
    }
    return names;
  }
}
