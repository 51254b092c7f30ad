package io.baton.code.calling;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** The call site of one method of one view: leads to a function of current, or to its linker. */
final class QualifiedSite extends MutableCallSite implements ModuleSwitch.Link {
  private static final MethodHandle LINK_AND_CALL = linkAndCallHandle();

  private final ModuleSwitch module;
  private final Method function;
  private final Binder binder;
  private final MethodHandle linker;

  QualifiedSite(ModuleSwitch module, Method function, Binder binder) {
    super(MethodType.methodType(function.getReturnType(), function.getParameterTypes()));
    this.module = module;
    this.function = function;
    this.binder = binder;
    linker =
        LINK_AND_CALL
            .bindTo(this)
            .asCollector(Object[].class, function.getParameterCount())
            .asType(type());
    setTarget(linker);
  }

  private static MethodHandle linkAndCallHandle() {
    try {
      return MethodHandles.lookup()
          .findVirtual(
              QualifiedSite.class,
              "linkAndCall",
              MethodType.methodType(Object.class, Object[].class));
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
      Target target = module.current();
      MethodHandle bound = binder.bind(function, target);
      if (module.link(target, () -> setTarget(bound))) {
        return bound;
      }
    }
  }
}
