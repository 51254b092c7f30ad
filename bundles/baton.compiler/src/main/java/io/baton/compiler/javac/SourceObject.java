package io.baton.compiler.javac;

import io.baton.compiler.source.SourceText;
import javax.tools.SimpleJavaFileObject;

/** A source as the compiler reads it. */
final class SourceObject extends SimpleJavaFileObject {
  private final SourceText source;

  SourceObject(SourceText source) {
    super(source.file().toUri(), Kind.SOURCE);
    this.source = source;
  }

  SourceText source() {
    return source;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return source.text();
  }

  /**
   * Any class may be in any file: {@code counter.java} may hold the public class of the module.
   * Only the description of a package has a file of its own.
   */
  @Override
  public boolean isNameCompatible(String simpleName, Kind kind) {
    return kind == Kind.SOURCE
        && (!simpleName.equals("package-info") || super.isNameCompatible(simpleName, kind));
  }
}
