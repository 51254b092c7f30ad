package io.baton.code.calling;

import io.baton.api.process.Next;
import io.baton.code.exports.Exports;
import io.baton.code.view.Access;
import io.baton.code.view.ViewClass;
import io.baton.spi.Handover;
import io.baton.spi.Modules;
import java.lang.invoke.MethodHandle;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes views, and knows the switch of every module that has been named. */
public final class Views implements Modules {
  private final Switches switches;

  /** Guarded by itself. Weak on both sides: a view lives as long as its user. */
  private final Map<Class<?>, Map<String, WeakReference<Object>>> views = new WeakHashMap<>();

  private final Crossing crossing;

  /**
   * No views yet, of modules whose versions come at once.
   *
   * @param handover carries arguments and results across versions
   */
  public Views(Handover handover) {
    this(
        handover,
        (_, arrived) -> {
          arrived.join();
          return true;
        });
  }

  /**
   * No views yet.
   *
   * @param handover carries arguments and results across versions
   * @param arrivals how callers wait for a module's first version
   */
  public Views(Handover handover, Arrivals arrivals) {
    this(handover, new Switches(arrivals));
  }

  /**
   * No views yet, of modules that others may have named before.
   *
   * @param handover carries arguments and results across versions
   * @param switches where calls lead
   */
  public Views(Handover handover, Switches switches) {
    crossing = new Crossing(handover);
    this.switches = switches;
  }

  /**
   * The switch of a module.
   *
   * @param module any name
   * @return always the same for the same name
   */
  public ModuleSwitch of(String module) {
    return switches.of(module);
  }

  @Override
  public Named named(String module) {
    return of(module);
  }

  /**
   * See {@link io.baton.api.code.Code#qualified}.
   *
   * @param <V> the view
   * @param module name of the module
   * @param view an interface
   * @return the view
   */
  public <V> V qualified(String module, Class<V> view) {
    checkInterface(view);
    Object known = known(module, view);
    return view.cast(known == null ? keep(module, view, makeQualified(module, view)) : known);
  }

  private @Nullable Object known(String module, Class<?> view) {
    synchronized (views) {
      WeakReference<Object> known = views.getOrDefault(view, Map.of()).get(module);
      return known == null ? null : known.get();
    }
  }

  /** The new view, or the one that another thread has made in the meantime. */
  private Object keep(String module, Class<?> view, Object made) {
    synchronized (views) {
      Object living = known(module, view);
      if (living != null) {
        return living;
      }
      views.computeIfAbsent(view, _ -> new HashMap<>()).put(module, new WeakReference<>(made));
      return made;
    }
  }

  private <V> V makeQualified(String module, Class<V> view) {
    ModuleSwitch target = of(module);
    Binder binder = new Binder(view.getClassLoader(), crossing);
    return make(
        view,
        "qualified view of " + module,
        (method, body) -> {
          MethodHandle own = method.isDefault() ? body.get() : null;
          if (method.getReturnType() == Next.class) {
            var function = new QualifiedFunction(target, method, binder, own);
            target.add(function);
            return function.capturing();
          }
          var site = new QualifiedSite(target, method, binder, own);
          target.add(site);
          return site.dynamicInvoker();
        });
  }

  /**
   * See {@link io.baton.api.code.Code#local}.
   *
   * @param <V> the view
   * @param self the object that implements it
   * @param view an interface
   * @return the view
   */
  public <V> V local(V self, Class<V> view) {
    checkInterface(view);
    var capture = new LocalFunction(self.getClass().getClassLoader());
    return make(
        view,
        "local view of " + self.getClass().getName(),
        (method, _) -> {
          MethodHandle handle = Access.handle(method).bindTo(self);
          String name = method.getName() + "/" + method.getParameterCount();
          return method.getReturnType() == Next.class ? capture.capturing(handle, name) : handle;
        });
  }

  private static void checkInterface(Class<?> view) {
    if (!view.isInterface()) {
      throw new IllegalArgumentException(
          "a view must be an interface, %s is none".formatted(view.getName()));
    }
  }

  private static <V> V make(
      Class<V> view,
      String name,
      BiFunction<Method, Supplier<MethodHandle>, MethodHandle> implement) {
    List<ViewClass.Implementation> implementations = new ArrayList<>();
    Map<String, Method> methods = new LinkedHashMap<>();
    Arrays.stream(view.getMethods())
        .filter(Exports::isFunction)
        .filter(method -> !Exports.isOfObject(method))
        .forEach(method -> methods.putIfAbsent(descriptor(method), method));
    for (Method method : methods.values()) {
      implementations.add(
          new ViewClass.Implementation(method, body -> implement.apply(method, body)));
    }
    implementations.add(ViewClass.text(name));
    return ViewClass.make(view, implementations);
  }

  /** An interface may have inherited a method with two results. */
  private static String descriptor(Method method) {
    return Exports.signature(method) + method.getReturnType().getName();
  }
}
