package io.baton.handover.declared;

import io.baton.api.code.OldState;
import io.baton.handover.type.Component;
import io.baton.handover.type.Numbers;
import io.baton.handover.type.Records;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The value of a component that the old record does not have. */
public sealed interface DefaultValue {
  /** A value that its author has declared as a text. */
  record FromText(String text, Supplier<? extends @Nullable Object> made) implements DefaultValue {}

  /** A value that a method of its author makes. */
  record FromMethod(String name, MethodHandle method) implements DefaultValue {}

  /** A value that the constructor of a data class of Kotlin has for a parameter. */
  record FromConstructor() implements DefaultValue {}

  /** No value: none is declared, or the declared one cannot be used. */
  record Invalid(String why) implements DefaultValue {}

  /** Returns the value; throws whatever the author's method throws. */
  default @Nullable Object value(Supplier<OldState<?>> old) throws Throwable {
    return switch (this) {
      case FromText(_, var made) -> made.get();
      case FromMethod(_, var method) when method.type().parameterCount() == 0 -> method.invoke();
      case FromMethod(_, var method) -> method.invoke(old.get());
      case FromConstructor _ -> null; // the constructor is told that it is absent
      case Invalid(String why) -> throw new IllegalStateException(why);
    };
  }

  static String lost(String name, Class<?> there) {
    return ("would be lost: %s has no such component there; allow it with @MayDrop on the component"
            + " or @MayDrop(\"%s\") on the new record, set the policy of io.baton.handover to"
            + " lenient, or convert it in codeChange")
        .formatted(there.getName(), name);
  }

  static DefaultValue of(Component component, Node node) {
    RecordAnnotations.Value declared = RecordAnnotations.value(component).orElse(null);
    Records.Shape shape = Records.shape(component.owner());
    if (declared == null && shape.hasDefault(shape.indexOf(component.name()))) {
      return new FromConstructor();
    }
    if (declared == null) {
      return new Invalid(
          "is new in %s and has no value; declare one with @Default on the component, or convert it in codeChange"
              .formatted(component.owner().getName()));
    }
    return declared.by().isEmpty()
        ? text(component, node, declared.text())
        : by(component, declared.by());
  }

  /**
   * Returns, for each component of a record or data class whose declared default cannot be used,
   * why.
   */
  static List<String> wrong(Class<?> type) {
    List<String> wrong = new ArrayList<>();
    if (RecordAnnotations.hasDefaults(type)) {
      RecordTarget target = Scope.target(type);
      List<Component> components = target.shape().components;
      for (int i = 0; i < components.size(); i++) {
        Component component = components.get(i);
        if (RecordAnnotations.value(component).isPresent()
            && of(component, target.components().get(i)) instanceof Invalid(String why)) {
          wrong.add(component.name() + " " + why);
        }
      }
    }
    return wrong;
  }

  private static DefaultValue text(Component component, Node node, String text) {
    Optional<Supplier<? extends @Nullable Object>> made = DefaultText.read(text, component, node);
    return made.isPresent()
        ? new FromText(text, made.get())
        : new Invalid(
            "is declared in %s with @Default(\"%s\"), which is no %s; expected %s"
                .formatted(
                    component.owner().getName(),
                    text,
                    component.genericType().getTypeName(),
                    DefaultText.expected(component.type())));
  }

  private static DefaultValue by(Component component, String name) {
    Class<?> type = component.owner();
    List<Method> named =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> method.getName().equals(name) && takesOldOrNothing(method))
            .sorted(DefaultValue::staticFirst)
            .toList();
    String expected =
        "expected a static method %s() or %s(OldState) of that record that returns %s"
            .formatted(name, name, component.genericType().getTypeName());
    if (named.isEmpty()) {
      return invalid(component, name, "there is none", expected);
    }
    Method method = named.getFirst();
    if (!Modifier.isStatic(method.getModifiers())) {
      return invalid(component, name, "it is not static", expected);
    }
    if (!fits(Numbers.boxed(method.getReturnType()), component.type())) {
      return invalid(
          component, name, "it returns " + method.getGenericReturnType().getTypeName(), expected);
    }
    return new FromMethod(name, Records.open(method));
  }

  /** The JVM gives methods in any order, and the accessor of the component may have the name. */
  private static int staticFirst(Method one, Method other) {
    int statics =
        Boolean.compare(
            Modifier.isStatic(other.getModifiers()), Modifier.isStatic(one.getModifiers()));
    return statics != 0
        ? statics
        : Integer.compare(one.getParameterCount(), other.getParameterCount());
  }

  private static boolean fits(Class<?> returned, Class<?> component) {
    return component.isPrimitive()
        ? Numbers.widens(returned, Numbers.boxed(component))
        : component.isAssignableFrom(returned);
  }

  private static boolean takesOldOrNothing(Method method) {
    return method.getParameterCount() == 0
        || Arrays.equals(method.getParameterTypes(), new Class<?>[] {OldState.class});
  }

  private static Invalid invalid(Component component, String name, String found, String expected) {
    return new Invalid(
        "is declared in %s with @Default(by = \"%s\"), but %s; %s"
            .formatted(component.owner().getName(), name, found, expected));
  }
}
