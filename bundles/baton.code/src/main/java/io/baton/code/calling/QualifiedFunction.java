package io.baton.code.calling;

import io.baton.api.process.Next;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * A method of a view that returns {@link Next}: its calls are captured, and bound when they run.
 */
final class QualifiedFunction implements ModuleSwitch.Link {
  private static final MethodHandle CAPTURE = captureHandle();

  private final ModuleSwitch module;
  private final Method method;
  private final Binder binder;
  private final String name;

  /** Set through the switch, cleared by it; read by the processes that run turns. */
  private volatile @Nullable Bound bound;

  /** The function found in one target. */
  private record Bound(Target target, Binder.Parts parts) {}

  QualifiedFunction(ModuleSwitch module, Method method, Binder binder) {
    this.module = module;
    this.method = method;
    this.binder = binder;
    name = "%s:%s/%d".formatted(module.module(), method.getName(), method.getParameterCount());
  }

  /** As Erlang writes it: {@code module:function/arity}. */
  String name() {
    return name;
  }

  private static MethodHandle captureHandle() {
    try {
      return MethodHandles.lookup()
          .findVirtual(
              QualifiedFunction.class,
              "capture",
              MethodType.methodType(Next.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** What the view runs when the method is called. */
  MethodHandle capturing() {
    return CAPTURE
        .bindTo(this)
        .asCollector(Object[].class, method.getParameterCount())
        .asType(MethodType.methodType(method.getReturnType(), method.getParameterTypes()));
  }

  Next capture(@Nullable Object[] arguments) {
    return new QualifiedCall(this, arguments);
  }

  QualifiedCall.Turn bind(@Nullable Object[] arguments) {
    Target target = module.reached();
    Bound now = bound;
    if (now == null || now.target() != target) {
      Bound found = new Bound(target, binder.parts(method, target));
      module.link(target, () -> bound = found);
      now = found;
    }
    Binder.Parts parts = now.parts();
    return new QualifiedCall.Turn(module, target, parts.function(), parts.carry(arguments));
  }

  @Override
  public void unlink() {
    bound = null;
  }
}
