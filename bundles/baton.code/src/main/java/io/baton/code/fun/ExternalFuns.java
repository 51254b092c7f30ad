package io.baton.code.fun;

import io.baton.api.code.Fun;
import io.baton.api.code.FunRuntime;
import io.baton.api.code.HandoverException;
import io.baton.api.code.PurgedCodeException;
import io.baton.api.code.UndefinedFunction;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.code.calling.Target;
import io.baton.code.calling.Undefined;
import io.baton.code.calling.Views;
import io.baton.code.view.Access;
import io.baton.spi.Handover;
import io.baton.spi.Handover.Into;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Calls functions by name, with values of any version: {@code Fun(Args)}. */
public final class ExternalFuns implements FunRuntime {
  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private final Views views;
  private final Handover handover;
  private final FunObjects objects;

  /**
   * No functions are known to it; it asks each time.
   *
   * @param views know what is current
   * @param handover carries arguments and results across versions
   * @param isVersion whether a class loader is that of a version
   */
  public ExternalFuns(Views views, Handover handover, Predicate<ClassLoader> isVersion) {
    this.views = views;
    this.handover = handover;
    objects = new FunObjects(isVersion);
  }

  @Override
  public @Nullable Object call(Fun fun, List<? extends @Nullable Object> arguments) {
    Object result = run(fun, arguments);
    ClassLoader caller = result == null ? null : caller();
    return result == null || caller == null
        ? result
        : handover.convert(result, into(Object.class, caller, fun));
  }

  @Override
  public <T> @Nullable T call(Fun fun, Class<T> type, List<? extends @Nullable Object> arguments) {
    Object result = run(fun, arguments);
    if (result == null) {
      return null;
    }
    ClassLoader own = type.getClassLoader();
    ClassLoader into = own == null ? caller() : own;
    Class<?> wrapper = MethodType.methodType(type).wrap().returnType();
    @SuppressWarnings("unchecked") // a primitive type's class says it is of its wrapper
    T converted =
        (T)
            wrapper.cast(
                into == null && wrapper.isInstance(result)
                    ? result
                    : handover.convert(
                        result,
                        into(type, into == null ? getClass().getClassLoader() : into, fun)));
    return converted;
  }

  @Override
  public <I> I as(Fun fun, Class<I> type) {
    return objects.of(fun, type);
  }

  private static Into into(Type type, ClassLoader loader, Fun fun) {
    return new Into(type, loader, "result of %s:%s".formatted(fun.module(), fun.function()));
  }

  /** The class loader of the nearest frame that is neither the JDK's nor Baton's. */
  private static @Nullable ClassLoader caller() {
    ClassLoader api = Fun.class.getClassLoader();
    ClassLoader own = ExternalFuns.class.getClassLoader();
    return STACK.walk(frames ->
        frames
            .<@Nullable ClassLoader>map(frame -> frame.getDeclaringClass().getClassLoader())
            .filter(loader -> loader != null && loader != api && loader != own)
            .filter(loader -> loader != ClassLoader.getPlatformClassLoader())
            .findFirst()
            .orElse(null));
  }

  /** A call that a switch and a purge have overtaken on its way begins again. */
  private @Nullable Object run(Fun fun, List<? extends @Nullable Object> arguments) {
    while (true) {
      Target target = views.of(fun.module()).reached();
      try {
        return run(target, fun, arguments);
      } catch (PurgedCodeException e) {
        Target.Callable code = target.code();
        if (code == null
            || code.version().number() != e.version()
            || views.of(fun.module()).current() == target) {
          throw e;
        }
      }
    }
  }

  private @Nullable Object run(Target target, Fun fun, List<? extends @Nullable Object> arguments) {
    Target.Callable code = target.code();
    List<Method> found =
        code == null ? List.of() : code.exports().named(fun.function(), arguments.size());
    if (code != null && found.isEmpty() && code.instance() instanceof UndefinedFunction other) {
      return answer(other, fun, carry(fun, arguments, code.loader()));
    }
    if (code == null || found.isEmpty()) {
      throw new UndefinedFunctionException(
          Undefined.message(target, "%s/%d".formatted(fun.function(), arguments.size())));
    }
    HandoverException refused = new HandoverException(fun.toString());
    for (Method method : found) {
      @Nullable Object[] carried;
      try {
        carried = carry(fun, method, arguments, code.loader());
      } catch (HandoverException e) {
        refused = e;
        continue;
      }
      return run(Access.handle(method).bindTo(code.instance()), carried);
    }
    throw refused;
  }

  private static @Nullable Object answer(
      UndefinedFunction other, Fun fun, List<? extends @Nullable Object> arguments) {
    try {
      return other.undefinedFunction(fun.function(), arguments);
    } catch (Throwable thrown) {
      throw ExternalFuns.<RuntimeException>unchanged(thrown);
    }
  }

  /** Into whatever classes of the version they have there. */
  private List<? extends @Nullable Object> carry(
      Fun fun, List<? extends @Nullable Object> arguments, ClassLoader loader) {
    List<@Nullable Object> carried = new ArrayList<>();
    for (Object argument : arguments) {
      String what =
          "argument %d of %s:%s/%d"
              .formatted(carried.size() + 1, fun.module(), fun.function(), arguments.size());
      carried.add(
          argument == null
              ? null
              : handover.convert(argument, new Into(Object.class, loader, what)));
    }
    return Collections.unmodifiableList(carried);
  }

  private @Nullable Object[] carry(
      Fun fun, Method method, List<? extends @Nullable Object> arguments, ClassLoader loader) {
    Type[] types = method.getGenericParameterTypes();
    @Nullable Object[] carried = new @Nullable Object[types.length];
    for (int i = 0; i < types.length; i++) {
      Object argument = arguments.get(i);
      String what =
          "argument %d of %s:%s/%d".formatted(i + 1, fun.module(), fun.function(), types.length);
      if (argument == null && method.getParameterTypes()[i].isPrimitive()) {
        throw new HandoverException("%s: expected %s, was null".formatted(what, types[i]));
      }
      carried[i] =
          argument == null ? null : handover.convert(argument, new Into(types[i], loader, what));
    }
    return carried;
  }

  private static @Nullable Object run(MethodHandle function, @Nullable Object[] arguments) {
    try {
      return Apply.run(function, arguments);
    } catch (Throwable thrown) {
      throw ExternalFuns.<RuntimeException>unchanged(thrown);
    }
  }

  /** Returns what a function throws goes through its callers as it is, as through a view. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the compiler is to forget it
  private static <X extends Throwable> X unchanged(Throwable thrown) throws X {
    throw (X) thrown;
  }
}
