package io.baton.weaving;

import io.baton.fixtures.SourceCompiler;
import java.util.List;
import java.util.Map;

/** Class files that javac makes of one source file, by binary name. */
final class Compiled {
  private Compiled() {}

  static Map<String, byte[]> of(String name, String source, String... options) {
    return SourceCompiler.compile(Map.of(name, source), List.of(options));
  }
}
