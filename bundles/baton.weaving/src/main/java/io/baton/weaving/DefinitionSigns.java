package io.baton.weaving;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Test by which nearly all class files are known to define no classes, by their bytes: to parse
 * each would take longer.
 */
final class DefinitionSigns {
  private static final byte[] DEFINE = sign("defineClass");
  private static final byte[] HIDDEN = sign("defineHiddenClass");
  private static final byte[] URL_LOADER = sign("java/net/URLClassLoader");

  private DefinitionSigns() {}

  private static byte[] sign(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns whether a class names a method that defines classes. */
  static boolean inMethods(byte[] classFile) {
    return contains(classFile, DEFINE) || contains(classFile, HIDDEN);
  }

  /** Returns whether a class names a loader of the JDK that defines classes itself. */
  static boolean inLoaders(byte[] classFile) {
    return contains(classFile, URL_LOADER);
  }

  private static boolean contains(byte[] bytes, byte[] sign) {
    int last = sign.length - 1;
    for (int i = 0; i + last < bytes.length; i++) {
      if (bytes[i] == sign[0] // and its end, since it begins with what is frequent
          && bytes[i + last] == sign[last]
          && Arrays.equals(bytes, i, i + sign.length, sign, 0, sign.length)) {
        return true;
      }
    }
    return false;
  }
}
