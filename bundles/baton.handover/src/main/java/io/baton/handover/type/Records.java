package io.baton.handover.type;

import io.baton.spi.DataClasses;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads and creates records and data classes whose classes are not accessible from here. */
public final class Records {
  /**
   * Maximum number of components that one method handle takes; the JVM's limit is 255, of which the
   * handle itself uses some.
   */
  private static final int MAX_COMPONENTS = 100;

  /** Held by the record's own class, so it keeps no other version's loader alive. */
  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return new Shape(type);
        }
      };

  private Records() {}

  public static Shape shape(Class<?> type) {
    return SHAPES.get(type);
  }

  /** Returns a handle of a static method of a record. */
  public static MethodHandle open(Method method) {
    try {
      method.setAccessible(true);
      return MethodHandles.lookup().unreflect(method);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method + " is not accessible", e);
    }
  }

  /** Returns the value of a static field. */
  public static Object constant(Class<?> type, String name) throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return Objects.requireNonNull(field.get(null), name);
  }

  /** Makes a constructor accessible. */
  static void open(Constructor<?> constructor) {
    constructor.setAccessible(true);
  }

  /** Creates an object by a constructor without parameters. */
  public static Object make(Constructor<?> constructor) throws ReflectiveOperationException {
    open(constructor);
    return constructor.newInstance();
  }

  /**
   * The components of a record or data class, in order, with handles to read and create its
   * objects.
   */
  public static final class Shape {
    public final List<Component> components;

    /** Whether an object is a value, and may become several that are equal. */
    public final boolean isValue;

    private final MethodHandle[] accessors;
    private final @Nullable MethodHandle reader;
    private final Constructor<?> constructor;
    private final @Nullable ParameterDefaults defaults;
    private final @Nullable MethodHandle maker;

    private Shape(Class<?> type) {
      components = Component.of(type);
      isValue =
          DataClasses.fields(type).stream()
              .allMatch(field -> Modifier.isFinal(field.getModifiers()));
      accessors = components.stream().map(Component::reader).toArray(MethodHandle[]::new);
      constructor = constructor(type, components);
      defaults =
          type.isRecord() ? null : ParameterDefaults.of(type, constructor.getParameterTypes());
      boolean small = accessors.length <= MAX_COMPONENTS;
      reader = small ? reader(accessors) : null;
      maker = small ? maker(constructor) : null;
    }

    private static Constructor<?> constructor(Class<?> type, List<Component> components) {
      Class<?>[] types = components.stream().map(Component::type).toArray(Class<?>[]::new);
      try {
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        open(constructor);
        return constructor;
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(type + " is a record without canonical constructor", e);
      }
    }

    private static MethodHandle reader(MethodHandle[] accessors) {
      MethodType type = MethodType.methodType(Object[].class, Object.class);
      MethodHandle array = MethodHandles.identity(Object[].class);
      if (accessors.length == 0) {
        MethodHandle none = MethodHandles.insertArguments(array, 0, (Object) new Object[0]);
        return MethodHandles.dropArguments(none, 0, Object.class);
      }
      MethodHandle collected = array.asCollector(Object[].class, accessors.length);
      MethodHandle each = MethodHandles.filterArguments(collected, 0, accessors);
      return MethodHandles.permuteArguments(each, type, new int[accessors.length]);
    }

    private static MethodHandle maker(Constructor<?> constructor) {
      try {
        return MethodHandles.lookup()
            .unreflectConstructor(constructor)
            .asSpreader(Object[].class, constructor.getParameterCount())
            .asType(MethodType.methodType(Object.class, Object[].class));
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(constructor + " is not accessible", e);
      }
    }

    public List<String> names() {
      return components.stream().map(Component::name).toList();
    }

    public boolean isPrimitive(int index) {
      return components.get(index).type().isPrimitive();
    }

    /** Returns the index of a component; -1 if there is none of that name. */
    public int indexOf(String name) {
      for (int i = 0; i < accessors.length; i++) {
        if (components.get(i).name().equals(name)) {
          return i;
        }
      }
      return -1;
    }

    /** Reads all components; throws whatever an accessor throws. */
    public @Nullable Object[] read(Object record) throws Throwable {
      if (reader != null) {
        return (Object[]) reader.invokeExact(record);
      }
      @Nullable Object[] parts = new Object[accessors.length];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = read(record, i);
      }
      return parts;
    }

    /** Reads one component; throws whatever its accessor throws. */
    public @Nullable Object read(Object record, int index) throws Throwable {
      return (Object) accessors[index].invokeExact(record);
    }

    /** Creates a record; throws whatever its constructor throws. */
    public Object make(@Nullable Object[] arguments) throws Throwable {
      if (maker != null) {
        return (Object) maker.invokeExact(arguments);
      }
      try {
        return constructor.newInstance(arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    /** Returns whether the constructor has a value for a component that is absent. */
    public boolean hasDefault(int index) {
      return defaults != null && defaults.has(index);
    }

    /** Creates an object without some components; throws whatever its constructor throws. */
    public Object make(@Nullable Object[] arguments, BitSet absent) throws Throwable {
      return absent.isEmpty() || defaults == null
          ? make(arguments)
          : defaults.make(arguments, absent);
    }

    /**
     * Returns the step to the first component that cannot be read, after reading all together has
     * failed.
     */
    public String unreadable(Object record) {
      for (int i = 0; i < accessors.length; i++) {
        try {
          var _ = read(record, i);
        } catch (Throwable e) {
          Failures.rethrowFatal(e);
          return "." + components.get(i).name();
        }
      }
      return "";
    }
  }
}
