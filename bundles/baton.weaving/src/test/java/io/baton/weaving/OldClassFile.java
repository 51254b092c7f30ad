package io.baton.weaving;

import java.lang.classfile.ClassFile;
import java.util.HashMap;
import java.util.Map;

/** Class files as compilers wrote them before Java 7. */
final class OldClassFile {
  private static final int MAJOR_VERSION = 7;

  private OldClassFile() {}

  /** Compiles a source without lambdas, and gives its class files an older version. */
  static Map<String, byte[]> of(String name, String source, int version) {
    Map<String, byte[]> classes =
        new HashMap<>(Compiled.of(name, source, "--release", "8", "-Xlint:-options"));
    classes.replaceAll((_, bytes) -> withVersion(bytes, version));
    return classes;
  }

  /** Changes the version only: the source must not use what older class files lack. */
  static byte[] withVersion(byte[] bytes, int version) {
    if (version > ClassFile.JAVA_8_VERSION) {
      throw new IllegalArgumentException("not an old version: " + version);
    }
    byte[] old = bytes.clone();
    old[MAJOR_VERSION] = (byte) version;
    return old;
  }
}
