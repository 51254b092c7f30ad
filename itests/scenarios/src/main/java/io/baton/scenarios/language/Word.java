package io.baton.scenarios.language;

import java.util.regex.Pattern;

/** What can stand at one place of a step. */
enum Word {
  MODULE("a module, such as alpha", "[a-z][a-z0-9_]*"),
  VERSION("a version, such as 2", "[1-9][0-9]{0,5}"),
  LOADED(
      "a module and what to load, such as alpha=2 or alpha=corrupt",
      assigned("[1-9][0-9]{0,5}|corrupt|refusing|missing")),
  PROCESS("a process, such as p", "[a-z][a-z0-9_]*"),
  REASON("a reason, such as boom", "[a-z][a-z0-9_]*"),
  TEXT("a text", "\\S+"),
  STRATEGY("one_for_one, one_for_all or rest_for_one", "one_for_one|one_for_all|rest_for_one"),
  INTENSITY("how many restarts are allowed, such as 3", "[0-9]{1,4}"),
  PERIOD("a number of seconds, such as 60", "[1-9][0-9]{0,4}"),
  CHILD("a child and its module, such as c=alpha", assigned("[a-z][a-z0-9_]*")),
  NUMBER("a number, such as 3 or -1", "-?[0-9]{1,6}"),
  KIND("local or qualified", "local|qualified"),
  FUN("local or external", "local|external");

  private final String meaning;
  private final Pattern pattern;

  Word(String meaning, String pattern) {
    this.meaning = meaning;
    this.pattern = Pattern.compile(pattern);
  }

  private static String assigned(String values) {
    return "[a-z][a-z0-9_]*=(" + values + ")";
  }

  String meaning() {
    return meaning;
  }

  boolean matches(String word) {
    return pattern.matcher(word).matches();
  }
}
