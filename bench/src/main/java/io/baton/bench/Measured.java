package io.baton.bench;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/**
 * One benchmark with all its parameters.
 *
 * @param owner its class
 * @param method its name
 * @param parameters by name; empty if it has none
 */
record Measured(Class<?> owner, String method, SortedMap<String, String> parameters) {
  Measured(Class<?> owner, String method) {
    this(owner, method, new TreeMap<>());
  }

  void select(ChainedOptionsBuilder options) {
    options.include("^" + Pattern.quote(owner.getName() + "." + method) + "$");
    parameters.forEach(options::param);
  }

  @Override
  public String toString() {
    String all = String.join(", ", parameters.values());
    return "%s.%s(%s)".formatted(owner.getSimpleName(), method, all);
  }
}
