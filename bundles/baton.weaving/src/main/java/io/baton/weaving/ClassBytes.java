package io.baton.weaving;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bytes of a class file, and its constants (JVMS 4.4). */
final class ClassBytes {
  private static final int CONSTANTS = 8;
  private static final int FIRST = 10;

  private final byte[] bytes;
  private final @Nullable Name[] names;
  private final int constantsEnd;
  private final int bootstrapMethodsNeeded;

  /** Kinds of attributes, by their names. */
  enum Name {
    CODE("Code"),
    SOURCE_FILE("SourceFile"),
    LINE_NUMBERS("LineNumberTable"),
    VARIABLES("LocalVariableTable"),
    VARIABLE_TYPES("LocalVariableTypeTable"),
    INNER_CLASSES("InnerClasses"),
    BOOTSTRAP_METHODS("BootstrapMethods"),
    OTHER("");

    private final String text;

    Name(String text) {
      this.text = text;
    }

    boolean canBeTwice() {
      return this == LINE_NUMBERS || this == VARIABLES || this == VARIABLE_TYPES;
    }

    private static Name of(byte[] bytes, int at, int length) {
      return switch (length) {
        case 4 -> CODE.or(bytes, at);
        case 10 -> SOURCE_FILE.or(bytes, at);
        case 12 -> INNER_CLASSES.or(bytes, at);
        case 15 -> LINE_NUMBERS.or(bytes, at);
        case 16 -> BOOTSTRAP_METHODS.or(bytes, at);
        case 18 -> VARIABLES.or(bytes, at);
        case 22 -> VARIABLE_TYPES.or(bytes, at);
        default -> OTHER;
      };
    }

    private Name or(byte[] bytes, int at) {
      String found = new String(bytes, at, text.length(), StandardCharsets.ISO_8859_1);
      return found.equals(text) ? this : OTHER;
    }
  }

  /**
   * Reads the constants.
   *
   * @throws IndexOutOfBoundsException if the class file ends before they do
   */
  ClassBytes(byte[] bytes) {
    this.bytes = bytes;
    names = new Name[u2(CONSTANTS)];
    int needed = 0;
    int at = FIRST;
    for (int i = 1; i < names.length; i++) {
      int tag = u1(at);
      names[i] = tag == 1 ? Name.of(bytes, at + 3, u2(at + 1)) : Name.OTHER;
      needed = Math.max(needed, tag == 17 || tag == 18 ? u2(at + 1) + 1 : 0);
      at += 1 + sizeOf(tag, at);
      if (tag == 5 || tag == 6) {
        i++;
      }
    }
    constantsEnd = at;
    bootstrapMethodsNeeded = needed;
  }

  private int sizeOf(int tag, int at) {
    return switch (tag) {
      case 1 -> 2 + u2(at + 1);
      case 7, 8, 16, 19, 20 -> 2;
      case 15 -> 3;
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
      case 5, 6 -> 8;
      default -> throw new IllegalArgumentException("no constant has the tag " + tag);
    };
  }

  /**
   * Finds the constant that is a class.
   *
   * @param name internal name of the class
   * @return where its number of the name is; -1 if there is none
   */
  int classNamed(String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    int[] places = places();
    for (int place : places) {
      int named = isClass(place) ? places[u2(place + 1)] : 0;
      if (named > 0
          && Arrays.equals(bytes, named + 3, named + 3 + u2(named + 1), text, 0, text.length)) {
        return place + 1;
      }
    }
    return -1;
  }

  /** Returns the internal names of all classes that the constants name. */
  Set<String> classNames() {
    Set<String> found = new LinkedHashSet<>();
    int[] places = places();
    for (int place : places) {
      if (isClass(place)) {
        found.add(text(places[u2(place + 1)]));
      }
    }
    return found;
  }

  private boolean isClass(int place) {
    return place > 0 && u1(place) == 7;
  }

  /** Returns where each constant begins; 0 for the numbers that none has. */
  private int[] places() {
    int[] places = new int[names.length];
    int at = FIRST;
    for (int i = 1; i < places.length; i++) {
      int tag = u1(at);
      places[i] = at;
      at += 1 + sizeOf(tag, at);
      i += tag == 5 || tag == 6 ? 1 : 0;
    }
    return places;
  }

  private String text(int place) {
    int start = place + 3;
    int end = start + u2(place + 1);
    int at = start;
    while (at < end && bytes[at] > 0) {
      at++;
    }
    return at == end
        ? new String(bytes, start, end - start, StandardCharsets.ISO_8859_1)
        : modifiedText(place);
  }

  /** Returns a text in the encoding of class files, which is UTF-8 but for some characters. */
  private String modifiedText(int place) {
    var content = new ByteArrayInputStream(bytes, place + 1, bytes.length - place - 1);
    try (var in = new DataInputStream(content)) {
      return in.readUTF();
    } catch (IOException e) {
      throw new IllegalArgumentException("a constant is no text", e);
    }
  }

  int length() {
    return bytes.length;
  }

  int constants() {
    return names.length;
  }

  int constantsEnd() {
    return constantsEnd;
  }

  /** Returns how many bootstrap methods the constants refer to. */
  int bootstrapMethodsNeeded() {
    return bootstrapMethodsNeeded;
  }

  /** Returns whether the two bytes at a place are the number of a constant, or zero. */
  boolean isConstant(int at) {
    return u2(at) < names.length;
  }

  /** Returns the kind of the attribute at a place. */
  Name name(int at) {
    int name = u2(at);
    @Nullable Name found = name < names.length ? names[name] : null;
    if (found == null) {
      throw new IllegalArgumentException("an attribute has no name");
    }
    return found;
  }

  void copy(int from, int length, byte[] to, int at) {
    System.arraycopy(bytes, from, to, at, length);
  }

  private int u1(int at) {
    return bytes[at] & 0xff;
  }

  int u2(int at) {
    return u1(at) << 8 | u1(at + 1);
  }

  int u4(int at) {
    return u2(at) << 16 | u2(at + 2);
  }
}
