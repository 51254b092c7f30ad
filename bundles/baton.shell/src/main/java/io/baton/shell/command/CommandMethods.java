package io.baton.shell.command;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Parameter;

/** Reads the descriptors of the methods that Gogo calls for a command. */
final class CommandMethods {
  private CommandMethods() {}

  /** Returns the ways to call a command, one for each method of its object. */
  static List<Form> forms(Object target, String function) {
    String name = function.toLowerCase(Locale.ROOT);
    Set<String> names = Set.of(name, "_" + name, "get" + name, "is" + name, "set" + name);
    return Arrays.stream(target.getClass().getMethods())
        .filter(method -> method.getDeclaringClass() != Object.class && !method.isBridge())
        .filter(method -> names.contains(method.getName().toLowerCase(Locale.ROOT)))
        .map(CommandMethods::form)
        .toList();
  }

  private static Form form(Method method) {
    List<Form.Option> options = new ArrayList<>();
    List<Form.Positional> arguments = new ArrayList<>();
    for (java.lang.reflect.Parameter parameter : method.getParameters()) {
      Parameter option = parameter.getAnnotation(Parameter.class);
      if (option != null) {
        options.add(option(parameter, option));
      } else if (parameter.getType() != CommandSession.class) {
        arguments.add(argument(parameter));
      }
    }
    boolean repeats = !arguments.isEmpty() && isArray(method);
    return new Form(
        description(method.getAnnotation(Descriptor.class)), options, arguments, repeats);
  }

  private static boolean isArray(Method method) {
    return method.getParameterTypes()[method.getParameterCount() - 1].isArray();
  }

  private static Form.Option option(java.lang.reflect.Parameter parameter, Parameter option) {
    boolean isFlag = !option.presentValue().equals(Parameter.UNSPECIFIED);
    return new Form.Option(
        List.of(option.names()),
        isFlag ? Optional.empty() : Optional.of(kind(parameter)),
        description(parameter.getAnnotation(Descriptor.class)));
  }

  private static Form.Positional argument(java.lang.reflect.Parameter parameter) {
    Argument kind = kind(parameter);
    return new Form.Positional(
        kind,
        kind == Argument.OTHER ? label(parameter.getType()) : kind.label(),
        description(parameter.getAnnotation(Descriptor.class)));
  }

  private static Argument kind(java.lang.reflect.Parameter parameter) {
    Takes takes = parameter.getAnnotation(Takes.class);
    if (takes != null) {
      return takes.value();
    }
    Class<?> type = parameter.getType();
    Class<?> single = type.isArray() ? type.componentType() : type;
    if (Function.class.isAssignableFrom(single)) {
      return Argument.CLOSURE;
    }
    return single == int.class || single == long.class ? Argument.NUMBER : Argument.OTHER;
  }

  /** Returns a word for a type of the framework, such as {@code BUNDLE}. */
  private static String label(Class<?> type) {
    Class<?> single = type.isArray() ? type.componentType() : type;
    return single == String.class || single == Object.class || single == CharSequence.class
        ? Argument.OTHER.label()
        : single.getSimpleName().toUpperCase(Locale.ROOT);
  }

  private static String description(@org.jspecify.annotations.Nullable Descriptor descriptor) {
    return descriptor == null ? "" : descriptor.value();
  }
}
