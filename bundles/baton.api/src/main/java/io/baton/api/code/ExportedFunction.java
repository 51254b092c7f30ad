package io.baton.api.code;

/**
 * A function that the current version of a module exports. Data only: it holds no class of the
 * module.
 *
 * @param name such as {@code inject}
 * @param signature such as {@code inject(List<Integer>) -> Reply}
 * @param doc what the function does, from its {@link Doc}; empty if it has none
 */
public record ExportedFunction(String name, String signature, String doc) {
  @Override
  public String toString() {
    return doc.isEmpty() ? signature : signature + ": " + doc;
  }
}
