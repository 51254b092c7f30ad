package io.baton.bench.plain;

import io.baton.bench.driver.Lines;
import io.baton.bench.driver.Moment;
import io.baton.bench.driver.Times;
import java.util.List;
import java.util.Locale;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;

/**
 * Edits of a class in jshell, each until a call runs what was written. It compiles with the same
 * compiler, and replaces the class in a JVM of its own; objects of the class are lost.
 */
public final class ShellEdits {
  private static final int WARM_UPS = 20;

  private static final String CALL = "new CounterModule().next(0)";

  private ShellEdits() {}

  /** The number of edits. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    int edits = Integer.parseInt(arguments[0]);
    var lines = new Lines();
    try (JShell shell = JShell.create()) {
      Times first = measure(shell, 1);
      Times _ = measure(shell, Math.min(WARM_UPS, edits));
      measure(shell, edits).print(lines, "edit");
      first.print(lines, "first edit");
    }
    System.exit(0);
  }

  private static Times measure(JShell shell, int edits) {
    var times = new Times(edits);
    for (int i = 1; i <= edits; i++) {
      String text = source(i);
      Moment start = Moment.now();
      List<SnippetEvent> _ = shell.eval(text);
      String result = shell.eval(CALL).getLast().value();
      times.since(start);
      if (!String.valueOf(i).equals(result)) {
        throw new IllegalStateException("edit %d: %s".formatted(i, result));
      }
    }
    return times;
  }

  private static String source(int number) {
    return """
    class CounterModule {
      record State(int count, String last) {}
      int next(int count) {
        return new State(count + %d, "edited").count();
      }
    }
    """
        .formatted(number);
  }
}
