package io.baton.code.calling;

import io.baton.code.exports.Exports;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/** Messages about functions that do not exist. */
public final class Undefined {
  private Undefined() {}

  /**
   * Names the function and what there is instead.
   *
   * @param wanted the function, as {@link Exports#describe()} writes it
   */
  public static String message(Target target, String wanted) {
    Target.Callable code = target.code();
    if (code == null) {
      return "%s:%s: the module %s is not loaded; load it first"
          .formatted(target.module(), wanted, target.module());
    }
    List<String> exported = code.exports().describe();
    return "%s:%s: %s does not export it; it exports %s"
        .formatted(target.module(), wanted, code.version(), String.join(", ", exported));
  }

  /** The same for a method of a view; says so if only the packages of its types are others. */
  public static String message(Target target, Method wanted) {
    Target.Callable code = target.code();
    return message(target, Exports.describe(wanted))
        + (code == null ? "" : renamed(code.exports(), wanted).map("; "::concat).orElse(""));
  }

  private static Optional<String> renamed(Exports exports, Method wanted) {
    return exports.named(wanted.getName(), wanted.getParameterCount()).stream()
        .filter(there -> Exports.describe(there).equals(Exports.describe(wanted)))
        .findFirst()
        .flatMap(there -> renamed(there, wanted));
  }

  private static Optional<String> renamed(Method there, Method here) {
    for (int i = 0; i < here.getParameterCount(); i++) {
      Class<?> type = here.getParameterTypes()[i];
      if (!type.getName().equals(there.getParameterTypes()[i].getName())) {
        return Optional.of(renamed("argument " + (i + 1), type, there.getParameterTypes()[i]));
      }
    }
    return here.getReturnType().getName().equals(there.getReturnType().getName())
        ? Optional.empty()
        : Optional.of(renamed("its result", here.getReturnType(), there.getReturnType()));
  }

  private static String renamed(String what, Class<?> here, Class<?> there) {
    return "%s is %s for the caller and %s there: a type is known by its whole name, so keep the"
            .formatted(what, here.getName(), there.getName())
        + " name of the package, or let the caller use "
        + there.getPackageName();
  }
}
