package io.baton.handover.field;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the reference fields of objects, also of the JDK's. Reflection does not read these, so the
 * JVM has to export a package: {@code --add-exports java.base/jdk.internal.misc=ALL-UNNAMED}, as
 * Baton's start script does. Without it no field can be read, and {@link #areReadable} returns
 * false.
 */
public final class Fields {
  /** The option that a JVM without access to fields lacks. */
  public static final String OPTION = "--add-exports java.base/jdk.internal.misc=ALL-UNNAMED";

  private static final @Nullable Memory MEMORY = Memory.find();

  /** Held by the class itself. */
  private static final ClassValue<List<Slot>> SLOTS =
      new ClassValue<>() {
        @Override
        protected List<Slot> computeValue(Class<?> type) {
          return slots(type);
        }
      };

  private static final Slot REFERENT =
      of(Reference.class).stream()
          .filter(slot -> slot.name().equals("referent"))
          .findFirst()
          .orElseThrow();

  private Fields() {}

  /**
   * A field of an object.
   *
   * @param owner the class that declares it
   * @param name its name
   * @param type its declared type
   * @param generic the same with type arguments
   * @param offset its position in the object, in bytes; -1 if fields cannot be read
   */
  public record Slot(Class<?> owner, String name, Class<?> type, Type generic, long offset) {
    /** Returns the field's value; not for primitive types. */
    public @Nullable Object get(Object object) {
      return memory().get(object, offset);
    }

    /** Sets the field, also if it is final; not for primitive types. */
    public void set(Object object, @Nullable Object value) {
      memory().set(object, offset, value);
    }

    /** Copies the value of a primitive field of the same type. */
    public void copyPrimitive(Object from, Slot source, Object to) {
      memory().copy(source, from, this, to);
    }
  }

  /** Returns whether this JVM lets fields be read. */
  public static boolean areReadable() {
    return MEMORY != null;
  }

  /**
   * Returns all fields of objects of a class, those of its superclasses first.
   *
   * @param type any class
   * @return without static fields, and without those that the JDK hides from reflection
   */
  public static List<Slot> of(Class<?> type) {
    return SLOTS.get(type);
  }

  /** Returns the referent without calling the reference: its class may override {@code get}. */
  public static @Nullable Object referent(Reference<?> reference) {
    return REFERENT.get(reference);
  }

  /** Creates an object without running a constructor. */
  public static Object allocate(Class<?> type) {
    return memory().allocate(type);
  }

  private static Memory memory() {
    if (MEMORY == null) {
      throw new IllegalStateException("fields cannot be read without " + OPTION);
    }
    return MEMORY;
  }

  private static List<Slot> slots(Class<?> type) {
    List<Slot> slots = new ArrayList<>();
    Class<?> parent = type.getSuperclass();
    if (parent != null) {
      slots.addAll(of(parent));
    }
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        slots.add(
            new Slot(
                type,
                field.getName(),
                field.getType(),
                generic(field),
                MEMORY == null ? -1 : MEMORY.offset(field)));
      }
    }
    return List.copyOf(slots);
  }

  /** Returns the generic type of a field; its class if the signature names an absent class. */
  private static Type generic(Field field) {
    try {
      return field.getGenericType();
    } catch (RuntimeException | LinkageError _) {
      return field.getType();
    }
  }

  /** The JDK's own access to memory: the only way to read fields of packages that are not open. */
  private record Memory(
      MethodHandle offset,
      MethodHandle get,
      MethodHandle put,
      MethodHandle allocate,
      MethodHandle getLong,
      MethodHandle putLong,
      MethodHandle getInt,
      MethodHandle putInt,
      MethodHandle getShort,
      MethodHandle putShort,
      MethodHandle getByte,
      MethodHandle putByte) {
    static @Nullable Memory find() {
      try {
        Class<?> type = Class.forName("jdk.internal.misc.Unsafe", true, null);
        MethodHandle unsafe =
            MethodHandles.lookup().findStatic(type, "getUnsafe", MethodType.methodType(type));
        return new Finder(type, (Object) unsafe.invoke()).memory();
      } catch (ReflectiveOperationException _) {
        return null; // the package is not exported to us
      } catch (Throwable e) {
        throw failed(e);
      }
    }

    long offset(Field field) {
      try {
        return (long) offset.invokeExact(field);
      } catch (Throwable e) {
        throw failed(e);
      }
    }

    @Nullable Object get(Object object, long at) {
      try {
        return (Object) get.invokeExact(object, at);
      } catch (Throwable e) {
        throw failed(e);
      }
    }

    void set(Object object, long at, @Nullable Object value) {
      try {
        put.invokeExact(object, at, value);
      } catch (Throwable e) {
        throw failed(e);
      }
    }

    Object allocate(Class<?> type) {
      try {
        return (Object) allocate.invokeExact(type);
      } catch (Throwable e) {
        throw failed(e);
      }
    }

    void copy(Slot slot, Object from, Slot target, Object to) {
      Class<?> type = target.type();
      long source = slot.offset();
      long at = target.offset();
      try {
        if (type == long.class || type == double.class) {
          putLong.invokeExact(to, at, (long) getLong.invokeExact(from, source));
        } else if (type == int.class || type == float.class) {
          putInt.invokeExact(to, at, (int) getInt.invokeExact(from, source));
        } else if (type == short.class || type == char.class) {
          putShort.invokeExact(to, at, (short) getShort.invokeExact(from, source));
        } else {
          putByte.invokeExact(to, at, (byte) getByte.invokeExact(from, source));
        }
      } catch (Throwable e) {
        throw failed(e);
      }
    }

    private static IllegalStateException failed(Throwable e) {
      return new IllegalStateException("the JVM does not give access to fields", e);
    }
  }

  /** Binds the methods of the JDK's class. */
  private record Finder(Class<?> type, Object unsafe) {
    Memory memory() throws ReflectiveOperationException {
      return new Memory(
          find("objectFieldOffset", long.class, Field.class),
          find("getReference", Object.class, Object.class, long.class),
          find("putReference", void.class, Object.class, long.class, Object.class),
          find("allocateInstance", Object.class, Class.class),
          find("getLong", long.class, Object.class, long.class),
          find("putLong", void.class, Object.class, long.class, long.class),
          find("getInt", int.class, Object.class, long.class),
          find("putInt", void.class, Object.class, long.class, int.class),
          find("getShort", short.class, Object.class, long.class),
          find("putShort", void.class, Object.class, long.class, short.class),
          find("getByte", byte.class, Object.class, long.class),
          find("putByte", void.class, Object.class, long.class, byte.class));
    }

    private MethodHandle find(String name, Class<?> result, Class<?>... parameters)
        throws ReflectiveOperationException {
      return MethodHandles.lookup()
          .findVirtual(type, name, MethodType.methodType(result, parameters))
          .bindTo(unsafe);
    }
  }
}
