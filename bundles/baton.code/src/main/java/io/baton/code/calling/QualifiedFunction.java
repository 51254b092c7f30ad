package io.baton.code.calling;

import io.baton.api.code.HandoverException;
import io.baton.api.process.Next;
import io.baton.api.process.RuntimeHolder;
import io.baton.spi.Turn;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
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

  /** Spread body of the view's own default method, bound to the view; null if it is abstract. */
  private final @Nullable MethodHandle body;

  /**
   * The function found in one target, for one object of it.
   *
   * @param function null if the target lacks it, and the view's own body runs
   */
  private record Bound(Target target, @Nullable Object object, @Nullable SpreadFunction function) {}

  QualifiedFunction(
      ModuleSwitch module, Method method, Binder binder, @Nullable MethodHandle body) {
    this.module = module;
    this.method = method;
    this.binder = binder;
    this.body = body == null ? null : Binder.spread(body, method);
    name = Binder.label(module.module(), method);
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

  /** Returns what the view runs when the method is called. */
  MethodHandle capturing() {
    return CAPTURE
        .bindTo(this)
        .asCollector(Object[].class, method.getParameterCount())
        .asType(MethodType.methodType(method.getReturnType(), method.getParameterTypes()));
  }

  Next capture(@Nullable Object[] arguments) {
    RuntimeHolder.checkCaller();
    return new QualifiedCall(this, arguments);
  }

  /**
   * Binds a call to what is current; to the view's own default method, if current lacks the
   * function; to the version that made it, if the arguments do not cross and that is still there.
   *
   * @param before the turn that has made the call, if one has
   * @throws HandoverException if the arguments do not cross, and the version is unknown
   */
  Turn bind(@Nullable Object[] arguments, @Nullable Turn before) {
    Staying.Refusal refused = Staying.after(before);
    MethodHandle own = refused == null ? null : refused.functions().get(this);
    if (refused != null && own != null && before != null && before.code() != null) {
      return new Staying(new LocalCall(own, name, arguments, before.code()), true, refused);
    }
    Target target = module.reachedByTurn();
    Object object = target.instance();
    SpreadFunction function = spread(target, object);
    if (function == null) {
      return byDefault(arguments, target);
    }
    Target.Callable maker = function.crosses() ? maker(before) : null;
    try {
      @Nullable Object[] carried = function.carry(arguments, maker);
      return new QualifiedCall.Bound(
          module, target, object, function.function(), function.method(), carried);
    } catch (HandoverException e) {
      if (maker == null || maker == target.code()) {
        throw e;
      }
      return stay(arguments, new Refused(target, maker, refused, e));
    }
  }

  /** The arguments are of the classes of the view, as the body wants them. */
  private Turn byDefault(@Nullable Object[] arguments, Target target) {
    MethodHandle function = Objects.requireNonNull(body);
    ClassLoader code = Objects.requireNonNull(binder.caller());
    return new QualifiedCall.Default(
        module, target, new LocalCall(function, name, arguments, code));
  }

  private @Nullable SpreadFunction spread(Target target, @Nullable Object object) {
    Bound now = bound;
    if (now == null || now.target() != target || now.object() != object) {
      boolean runsBody = body != null && Binder.isMissing(method, target);
      Bound found = new Bound(target, object, runsBody ? null : binder.spread(method, target));
      module.link(target, object, () -> bound = found);
      now = found;
    }
    return now.function();
  }

  /** The version of this module whose call it is: that of the view, or of the turn. */
  private Target.@Nullable Callable maker(@Nullable Turn before) {
    Target.Callable ofView = module.version(binder.caller());
    return ofView != null || before == null ? ofView : module.version(before.code());
  }

  private record Refused(
      Target target, Target.Callable maker, Staying.@Nullable Refusal before, HandoverException e) {
    Staying.Refusal refusal(QualifiedFunction function, MethodHandle own) {
      Target.Callable to = target.code();
      if (before != null || to == null) {
        return Objects.requireNonNull(before).and(function, own);
      }
      String why = "its call does not cross to %s: %s".formatted(to.version(), e.getMessage());
      return new Staying.Refusal(
          function.module,
          maker.version().number(),
          to.version().number(),
          Map.of(function, own),
          why);
    }
  }

  private Turn stay(@Nullable Object[] arguments, Refused refused) {
    Target.Callable maker = refused.maker();
    MethodHandle own = Binder.own(method, module, maker).orElseThrow(refused::e);
    return new Staying(
        new LocalCall(own, name, arguments, maker.loader()), true, refused.refusal(this, own));
  }

  @Override
  public void unlink() {
    bound = null;
  }
}
