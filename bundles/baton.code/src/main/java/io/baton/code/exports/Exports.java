package io.baton.code.exports;

import io.baton.api.code.CodeChange;
import io.baton.api.code.Doc;
import io.baton.api.code.ExportedFunction;
import io.baton.api.code.ModuleVersion;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The functions that a version exports: the methods of the interfaces of its service. */
public final class Exports {
  /** What the interfaces of Baton declare is called by Baton. */
  private static final String CALLBACKS = "io.baton.api.";

  private final List<Method> functions;

  /**
   * Collects the functions.
   *
   * @param interfaces of the service, as the version's own loader sees them
   */
  public Exports(Collection<Class<?>> interfaces) {
    Map<String, Method> found = new LinkedHashMap<>();
    interfaces.stream()
        .flatMap(type -> Arrays.stream(type.getMethods()))
        .filter(Exports::isFunction)
        .forEach(method -> found.putIfAbsent(signature(method), method));
    functions = found.values().stream().sorted(Comparator.comparing(Exports::describe)).toList();
  }

  public static boolean isFunction(Method method) {
    return !Modifier.isStatic(method.getModifiers())
        && !method.isBridge()
        && method.getDeclaringClass().isInterface()
        && !isCallback(method);
  }

  /** Callbacks are called by the system, and not through the module's name. */
  private static boolean isCallback(Method method) {
    return method.getDeclaringClass().getPackageName().startsWith(CALLBACKS)
        || isCodeChange(method);
  }

  /** A version is asked by the system to change its states, and not through the module's name. */
  private static boolean isCodeChange(Method method) {
    return CodeChange.class.isAssignableFrom(method.getDeclaringClass())
        && method.getName().startsWith("codeChange")
        && method.getParameterCount() == 2
        && method.getParameterTypes()[1] == ModuleVersion.class;
  }

  public static boolean isOfObject(Method method) {
    return Arrays.stream(Object.class.getMethods())
        .anyMatch(m -> signature(m).equals(signature(method)));
  }

  public static String signature(Method method) {
    return method.getName()
        + Arrays.stream(method.getParameterTypes())
            .map(Class::getName)
            .collect(Collectors.joining(",", "(", ")"));
  }

  /** All functions, in the order of {@link #describe()}. */
  public List<Method> all() {
    return functions;
  }

  public List<Method> named(String name, int parameters) {
    return functions.stream()
        .filter(m -> m.getName().equals(name) && m.getParameterCount() == parameters)
        .toList();
  }

  /**
   * All functions, as a person would write them.
   *
   * @return such as {@code inject(List<Integer>) -> Reply}, sorted
   */
  public List<String> describe() {
    return functions.stream().map(Exports::describe).toList();
  }

  /**
   * All functions with what they do.
   *
   * @return in the order of {@link #describe()}
   */
  public List<ExportedFunction> functions() {
    return functions.stream()
        .map(method -> new ExportedFunction(method.getName(), describe(method), doc(method)))
        .toList();
  }

  /** Returns the first line of the description; a module may have written more. */
  private static String doc(Method method) {
    Doc doc = method.getAnnotation(Doc.class);
    return doc == null ? "" : doc.value().strip().lines().findFirst().orElse("");
  }

  /**
   * The names of all functions.
   *
   * @return sorted, each once
   */
  public List<String> names() {
    return functions.stream().map(Method::getName).distinct().sorted().toList();
  }

  public static String describe(Method method) {
    return method.getName()
        + Arrays.stream(method.getGenericParameterTypes())
            .map(TypeNames::simple)
            .collect(Collectors.joining(", ", "(", ")"))
        + " -> "
        + TypeNames.simple(method.getGenericReturnType());
  }
}
