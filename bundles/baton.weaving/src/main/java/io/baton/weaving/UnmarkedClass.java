package io.baton.weaving;

import io.baton.weaving.point.Gates;
import io.baton.weaving.point.StaticSafepoints;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A class file without the name of its source, and without that of the class with its safepoints if
 * it is an old one ({@link StaticSafepoints}). What it gets at last is all in which the classes of
 * two versions differ: so it can be kept for the next version, and only constants and attributes
 * are appended then (JVMS 4.1, 4.4.1, 4.4.7, 4.7.10, 4.7.11). Nothing changes its bytes.
 */
final class UnmarkedClass {
  private static final int MAJOR_VERSION = 7;
  private static final int CONSTANTS = 8;
  private static final int MOST_CONSTANTS = 65_535;

  /** Name and length of an attribute. */
  private static final int HEAD = 6;

  /** Two names of attributes, that of the source, and that of a class. */
  private static final int MORE_CONSTANTS = 4;

  /** Stands for the class with the safepoints of a version; none has this name. */
  static final ClassDesc SAFEPOINTS = ClassDesc.of(StaticSafepoints.class.getName() + "0");

  /** How the names of all classes begin that woven code calls. */
  private static final String ADDED =
      StaticSafepoints.class.getPackageName().replace('.', '/') + "/";

  private final byte[] bytes;
  private final int constants;
  private final int constantsEnd;
  private final int attributes;

  /** Where the class with the safepoints has its name; -1 if it is not used. */
  private final int safepoints;

  private final MarkedSource source;

  /**
   * Takes a class file.
   *
   * @param bytes has no {@code SourceFile}; not changed any more
   * @param layout of these bytes
   * @throws IllegalArgumentException if it has too many constants
   */
  UnmarkedClass(byte[] bytes, ClassLayout layout, MarkedSource source) {
    this.bytes = bytes;
    this.source = source;
    constants = layout.constants();
    constantsEnd = layout.constantsEnd();
    attributes = layout.attributes();
    safepoints = isOld(bytes) ? layout.classNamed(internalName(SAFEPOINTS)) : -1;
    if (constants + MORE_CONSTANTS > MOST_CONSTANTS) {
      throw new IllegalArgumentException("there is no room for the name of the source");
    }
  }

  /** Returns whether a class file cannot have {@code invokedynamic}. */
  private static boolean isOld(byte[] bytes) {
    return bytes[MAJOR_VERSION] < ClassFile.JAVA_7_VERSION;
  }

  private static String internalName(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1);
  }

  /** Returns how many bytes it takes. */
  int size() {
    return bytes.length;
  }

  /**
   * Returns the classes that the constants name, apart from those that weaving has added.
   *
   * @return internal names
   */
  Set<String> named() {
    Set<String> named = new ClassBytes(bytes).classNames();
    named.removeIf(name -> name.startsWith(ADDED));
    return named;
  }

  /**
   * Makes the class of one version.
   *
   * @param mark such as {@code 2.0.0#7}
   * @param loader of that version, or one that belongs to it
   * @return a class file of its own; its source file ends with {@code @} and the mark
   * @throws IllegalArgumentException if that name is too long for a class file
   */
  byte[] marked(String mark, ClassLoader loader) {
    Optional<byte[]> map = source.map(mark).map(text -> text.getBytes(StandardCharsets.UTF_8));
    List<String> names = names(mark, map.isPresent(), loader);
    byte[] texts = constants(names);
    byte[] last = attributes(map);
    byte[] made = Arrays.copyOf(bytes, bytes.length + texts.length + last.length);
    System.arraycopy(
        bytes, constantsEnd, made, constantsEnd + texts.length, bytes.length - constantsEnd);
    System.arraycopy(texts, 0, made, constantsEnd, texts.length);
    System.arraycopy(last, 0, made, bytes.length + texts.length, last.length);
    put(made, CONSTANTS, constants + names.size());
    if (safepoints >= 0) {
      put(made, safepoints, constants + names.size() - 1);
    }
    int count = attributes + texts.length;
    put(made, count, u2(made, count) + (map.isPresent() ? 2 : 1));
    return made;
  }

  private List<String> names(String mark, boolean hasMap, ClassLoader loader) {
    List<String> names = new ArrayList<>(MORE_CONSTANTS);
    names.add(Attributes.NAME_SOURCE_FILE);
    names.add(source.name(mark));
    if (hasMap) {
      names.add(Attributes.NAME_SOURCE_DEBUG_EXTENSION);
    }
    if (safepoints >= 0) {
      String used = Gates.of(loader).staticSafepoints(loader, StaticSafepointClass::of);
      names.add(used.replace('.', '/'));
    }
    return names;
  }

  private static int u2(byte[] classFile, int at) {
    return (classFile[at] & 0xff) << 8 | (classFile[at + 1] & 0xff);
  }

  private static void put(byte[] classFile, int at, int number) {
    classFile[at] = (byte) (number >> 8);
    classFile[at + 1] = (byte) number;
  }

  private static byte[] constants(List<String> texts) {
    var made = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(made)) {
      for (String text : texts) {
        out.writeByte(1);
        out.writeUTF(text);
      }
    } catch (IOException e) { // only of a text that is too long
      throw new IllegalArgumentException("the name of the source is too long", e);
    }
    return made.toByteArray();
  }

  private byte[] attributes(Optional<byte[]> map) {
    ByteBuffer made = ByteBuffer.allocate(HEAD + 2 + map.map(text -> HEAD + text.length).orElse(0));
    made.putShort((short) constants).putInt(2).putShort((short) (constants + 1));
    map.ifPresent(text -> made.putShort((short) (constants + 2)).putInt(text.length).put(text));
    return made.array();
  }
}
