package io.baton.compiler.classpath;

import java.io.IOException;
import java.io.InputStream;

/**
 * A class file.
 *
 * @param className binary name of the class
 * @param content opens it
 */
public record ClassResource(String className, Content content) {
  /** Opens a class file. */
  @FunctionalInterface
  public interface Content {
    /** Returns its bytes, from the beginning. */
    InputStream open() throws IOException;
  }

  /** Returns its path in an archive. */
  public String path() {
    return className.replace('.', '/') + ".class";
  }
}
