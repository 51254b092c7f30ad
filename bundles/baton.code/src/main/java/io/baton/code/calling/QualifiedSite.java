package io.baton.code.calling;

import io.baton.api.code.PurgedCodeException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** The call site of one method of one view: leads to a function of current, or to its linker. */
final class QualifiedSite extends MutableCallSite implements ModuleSwitch.Link {
  private static final MethodHandle LINK_AND_CALL =
      handle("linkAndCall", MethodType.methodType(Object.class, Object[].class));
  private static final MethodHandle BEGIN_ANEW =
      handle(
          "beginAnew",
          MethodType.methodType(
              Object.class, Target.class, PurgedCodeException.class, Object[].class));

  private final ModuleSwitch module;
  private final Method function;
  private final Binder binder;
  private final MethodHandle linker;

  /** Body of the view's own default method, bound to the view; null if it is abstract. */
  private final @Nullable MethodHandle body;

  QualifiedSite(ModuleSwitch module, Method function, Binder binder, @Nullable MethodHandle body) {
    super(MethodType.methodType(function.getReturnType(), function.getParameterTypes()));
    this.module = module;
    this.function = function;
    this.binder = binder;
    this.body = body;
    linker =
        LINK_AND_CALL
            .bindTo(this)
            .asCollector(Object[].class, function.getParameterCount())
            .asType(type());
    setTarget(linker);
  }

  private static MethodHandle handle(String method, MethodType type) {
    try {
      return MethodHandles.lookup().findVirtual(QualifiedSite.class, method, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public void unlink() {
    setTarget(linker);
  }

  @Nullable Object linkAndCall(@Nullable Object[] arguments) throws Throwable {
    return link().invokeWithArguments(arguments);
  }

  private MethodHandle link() {
    while (true) {
      Target target = module.reached();
      Object object = target.instance();
      MethodHandle bound =
          body != null && Binder.isMissing(function, target)
              ? body
              : overtakable(binder.bind(function, target), target);
      if (module.link(target, object, () -> setTarget(bound))) {
        return bound;
      }
    }
  }

  /** A call that a switch and a purge have overtaken on its way begins again. */
  private MethodHandle overtakable(MethodHandle bound, Target target) {
    if (target.code() == null) {
      return bound;
    }
    MethodHandle again =
        MethodHandles.insertArguments(BEGIN_ANEW, 0, this, target)
            .asCollector(Object[].class, type().parameterCount())
            .asType(type().insertParameterTypes(0, PurgedCodeException.class));
    return MethodHandles.catchException(bound, PurgedCodeException.class, again);
  }

  /** Nothing of the call has run if it is its own target that was purged. */
  @Nullable Object beginAnew(
      Target target, PurgedCodeException purged, @Nullable Object[] arguments) throws Throwable {
    boolean overtaken =
        module.current() != target
            && target.code() != null
            && target.code().version().number() == purged.version();
    if (!overtaken) {
      throw purged;
    }
    return linkAndCall(arguments);
  }
}
