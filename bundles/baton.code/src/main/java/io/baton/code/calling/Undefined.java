package io.baton.code.calling;

import java.util.List;

/** What to say when a function is not there. */
final class Undefined {
  private Undefined() {}

  /**
   * Names the function and what there is instead.
   *
   * @param wanted the function, as {@link Exports#describe()} writes it
   */
  static String message(Target target, String wanted) {
    Target.Callable code = target.code();
    if (code == null) {
      return "%s:%s: the module %s is not loaded; load it first"
          .formatted(target.module(), wanted, target.module());
    }
    List<String> exported = code.exports().describe();
    return "%s:%s: %s does not export it; it exports %s"
        .formatted(target.module(), wanted, code.version(), String.join(", ", exported));
  }
}
