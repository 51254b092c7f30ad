package io.baton.weaving;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.classfile.Attributes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A class file without the name of its source. What it gets at last is all in which the classes of
 * two versions differ: so it can be kept for the next version, and only constants and attributes
 * are appended then (JVMS 4.1, 4.4.7, 4.7.10, 4.7.11). Nothing changes its bytes.
 */
final class UnmarkedClass {
  private static final int CONSTANTS = 8;
  private static final int MOST_CONSTANTS = 65_535;

  /** Name and length of an attribute. */
  private static final int HEAD = 6;

  /** Two names of attributes, and that of the source. */
  private static final int MORE_CONSTANTS = 3;

  private final byte[] bytes;
  private final int constants;
  private final int constantsEnd;
  private final int attributes;
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
    if (constants + MORE_CONSTANTS > MOST_CONSTANTS) {
      throw new IllegalArgumentException("there is no room for the name of the source");
    }
  }

  /** Returns how many bytes it takes. */
  int size() {
    return bytes.length;
  }

  /**
   * Makes the class of one version.
   *
   * @param mark such as {@code 2.0.0#7}
   * @return a class file of its own; its source file ends with {@code @} and the mark
   * @throws IllegalArgumentException if that name is too long for a class file
   */
  byte[] marked(String mark) {
    Optional<byte[]> map = source.map(mark).map(text -> text.getBytes(StandardCharsets.UTF_8));
    byte[] texts = texts(source.name(mark), map.isPresent());
    byte[] last = attributes(map);
    byte[] made = Arrays.copyOf(bytes, bytes.length + texts.length + last.length);
    System.arraycopy(
        bytes, constantsEnd, made, constantsEnd + texts.length, bytes.length - constantsEnd);
    System.arraycopy(texts, 0, made, constantsEnd, texts.length);
    System.arraycopy(last, 0, made, bytes.length + texts.length, last.length);
    raise(made, CONSTANTS, map.isPresent() ? MORE_CONSTANTS : MORE_CONSTANTS - 1);
    raise(made, attributes + texts.length, map.isPresent() ? 2 : 1);
    return made;
  }

  /** Adds to the two bytes at a place. */
  private static void raise(byte[] classFile, int at, int more) {
    int sum = ((classFile[at] & 0xff) << 8 | (classFile[at + 1] & 0xff)) + more;
    classFile[at] = (byte) (sum >> 8);
    classFile[at + 1] = (byte) sum;
  }

  private static byte[] texts(String name, boolean hasMap) {
    var made = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(made)) {
      writeText(out, Attributes.NAME_SOURCE_FILE);
      writeText(out, name);
      if (hasMap) {
        writeText(out, Attributes.NAME_SOURCE_DEBUG_EXTENSION);
      }
    } catch (IOException e) { // only of a text that is too long
      throw new IllegalArgumentException("the name of the source is too long", e);
    }
    return made.toByteArray();
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    out.writeByte(1);
    out.writeUTF(text);
  }

  private byte[] attributes(Optional<byte[]> map) {
    ByteBuffer made = ByteBuffer.allocate(HEAD + 2 + map.map(text -> HEAD + text.length).orElse(0));
    made.putShort((short) constants).putInt(2).putShort((short) (constants + 1));
    map.ifPresent(text -> made.putShort((short) (constants + 2)).putInt(text.length).put(text));
    return made.array();
  }
}
