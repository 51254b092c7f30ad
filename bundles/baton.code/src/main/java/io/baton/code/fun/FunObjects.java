package io.baton.code.fun;

import io.baton.api.code.Fun;
import io.baton.code.exports.Exports;
import io.baton.code.view.ViewClass;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes objects behind which there is a {@link Fun}. They are of no version's code. */
final class FunObjects {
  private static final MethodHandle CALL = callHandle();

  /** Guarded by itself. Weak on both sides: an object lives as long as its user. */
  private final Map<Class<?>, Map<Fun, WeakReference<Object>>> objects = new WeakHashMap<>();

  private final Predicate<ClassLoader> isVersion;

  FunObjects(Predicate<ClassLoader> isVersion) {
    this.isVersion = isVersion;
  }

  private static MethodHandle callHandle() {
    try {
      return MethodHandles.lookup()
          .findStatic(
              FunObjects.class,
              "call",
              MethodType.methodType(Object.class, Fun.class, Class.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** By way of the code server of that moment. */
  static @Nullable Object call(Fun fun, Class<?> result, @Nullable Object[] arguments) {
    return result == Object.class || result == void.class
        ? fun.call(arguments)
        : fun.call(result, Arrays.asList(arguments));
  }

  <I> I of(Fun fun, Class<I> type) {
    List<Method> functions = functions(type);
    synchronized (objects) {
      I known = known(fun, type);
      if (known != null) {
        return known;
      }
    }
    I made = make(fun, type, functions);
    synchronized (objects) {
      I known = known(fun, type);
      if (known != null) {
        return known;
      }
      objects.computeIfAbsent(type, _ -> new HashMap<>()).put(fun, new WeakReference<>(made));
      return made;
    }
  }

  private <I> @Nullable I known(Fun fun, Class<I> type) {
    WeakReference<Object> known = objects.getOrDefault(type, Map.of()).get(fun);
    return known == null ? null : type.cast(known.get());
  }

  private <I> I make(Fun fun, Class<I> type, List<Method> functions) {
    List<ViewClass.Implementation> implementations = new ArrayList<>();
    for (Method method : functions) {
      MethodHandle handle =
          MethodHandles.insertArguments(CALL, 0, fun, method.getReturnType())
              .asCollector(Object[].class, method.getParameterCount())
              .asType(MethodType.methodType(method.getReturnType(), method.getParameterTypes()));
      implementations.add(new ViewClass.Implementation(method, handle));
    }
    implementations.add(ViewClass.text(fun.toString()));
    return ViewClass.make(type, implementations);
  }

  /** The abstract method; more than one where a subtype has narrowed its result. */
  private List<Method> functions(Class<?> type) {
    List<Method> functions =
        Arrays.stream(type.getMethods())
            .filter(method -> Modifier.isAbstract(method.getModifiers()))
            .filter(method -> !Exports.isOfObject(method))
            .toList();
    if (!type.isInterface()
        || functions.stream().map(Exports::signature).distinct().count() != 1
        || type.isSealed()) {
      throw new IllegalArgumentException(
          "expected an interface with one abstract method, was " + type.getName());
    }
    ClassLoader loader = type.getClassLoader();
    if (loader != null && isVersion.test(loader)) {
      throw new IllegalArgumentException(
          "expected an interface of the JDK or of a bundle that is no module, was %s: what is behind"
                  .formatted(type.getName())
              + " it would be of one version's code; use a view, code.qualified, instead");
    }
    return functions;
  }
}
