package io.baton.check;

import io.baton.api.code.ExportedFunction;
import io.baton.check.Finding.Severity;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Exported functions that went, came or have another signature. */
final class FunctionChanges {
  private FunctionChanges() {}

  /** Returns what a caller that knows the first version misses in the second. */
  static List<Finding> gone(
      List<ExportedFunction> before, List<ExportedFunction> after, JarClasses classes) {
    Set<String> signatures = signatures(after);
    return before.stream()
        .filter(function -> !signatures.contains(function.signature()))
        .map(function -> gone(function, after, classes))
        .toList();
  }

  /** Returns what only the second version has, under names that the first has not. */
  static List<Finding> added(List<ExportedFunction> before, List<ExportedFunction> after) {
    Set<String> names = before.stream().map(ExportedFunction::name).collect(Collectors.toSet());
    return after.stream()
        .filter(function -> !names.contains(function.name()))
        .map(function ->
            new Finding(
                Severity.NOTE, "", "the function %s is new".formatted(function.signature()), ""))
        .toList();
  }

  /** Returns the same of the way back, where they are gone. */
  static List<Finding> missingAgain(List<ExportedFunction> later, List<ExportedFunction> earlier) {
    return added(earlier, later).stream()
        .map(found ->
            new Finding(
                Severity.NOTE,
                "",
                found.what(),
                "after the way back its callers get an UndefinedFunctionException"))
        .toList();
  }

  private static Set<String> signatures(List<ExportedFunction> functions) {
    return functions.stream().map(ExportedFunction::signature).collect(Collectors.toSet());
  }

  private static Finding gone(
      ExportedFunction function, List<ExportedFunction> after, JarClasses classes) {
    List<String> others =
        after.stream()
            .filter(other -> other.name().equals(function.name()))
            .map(ExportedFunction::signature)
            .toList();
    String place = classes.placeOfFunction(function.name());
    return others.isEmpty()
        ? new Finding(
            Severity.WARNING,
            place,
            "the function %s is gone".formatted(function.signature()),
            "callers get an UndefinedFunctionException: keep it until nothing calls it")
        : new Finding(
            Severity.WARNING,
            place,
            "the function %s is %s now".formatted(function.signature(), String.join(", ", others)),
            "a caller that knows the first gets an UndefinedFunctionException, unless its arguments"
                + " and the result cross: keep the first beside it until nothing calls it");
  }
}
