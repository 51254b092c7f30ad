package io.baton.code.exports;

import java.util.regex.Pattern;

/** Types as a person would write them. */
final class TypeNames {
  private static final Pattern QUALIFIER = Pattern.compile("[\\w$]+[.$](?=[\\w$])");

  private TypeNames() {}

  static String simple(java.lang.reflect.Type type) {
    return QUALIFIER.matcher(type.getTypeName()).replaceAll("");
  }
}
