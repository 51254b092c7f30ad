package io.baton.weaving;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Layout of a class file: where the code of methods is in its bytes (JVMS 4.1, 4.7). {@code
 * java.lang.classfile} ignores some damage that the JVM refuses, and would write a class without
 * it: it computes the limits of stack and variables, and rewrites some attributes. Such a class is
 * refused here; everything else that is damaged stays as it is, and the JVM refuses it.
 */
final class ClassLayout {
  private static final int COUNT = 8;
  private static final int MEMBER_HEAD = 6;
  private static final int ATTRIBUTE_HEAD = 6;
  private static final int LIMITS = 4;
  private static final int CODE_HEAD = LIMITS + 4;
  private static final int HANDLER = 8;

  private static final Set<ClassBytes.Name> OF_METHODS = EnumSet.of(ClassBytes.Name.CODE);
  private static final Set<ClassBytes.Name> OF_CODE =
      EnumSet.of(
          ClassBytes.Name.LINE_NUMBERS, ClassBytes.Name.VARIABLES, ClassBytes.Name.VARIABLE_TYPES);
  private static final Set<ClassBytes.Name> OF_CLASSES =
      EnumSet.of(
          ClassBytes.Name.SOURCE_FILE,
          ClassBytes.Name.INNER_CLASSES,
          ClassBytes.Name.BOOTSTRAP_METHODS);

  private final ClassBytes bytes;
  private final List<Integer> codes = new ArrayList<>();
  private int largest;
  private int attributes;
  private int firstLine = Integer.MAX_VALUE;
  private int lastLine = 1;
  private int bootstrapMethods;

  private ClassLayout(byte[] classFile) {
    bytes = new ClassBytes(classFile);
  }

  /**
   * Reads a class file.
   *
   * @throws IllegalArgumentException if it is damaged in a way that the weaver would repair
   */
  static ClassLayout of(byte[] classFile) {
    try {
      var layout = new ClassLayout(classFile);
      layout.read();
      return layout;
    } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
      throw new IllegalArgumentException("the class file ends too early", e);
    }
  }

  /** Returns how many bytes the code of the largest method has. */
  int largestCode() {
    return largest;
  }

  /** Returns how many constants the class file has. */
  int constants() {
    return bytes.constants();
  }

  /** Returns the first line of the source that code comes from; a large number if none is known. */
  int firstLine() {
    return firstLine;
  }

  /** Returns the last line of the source that code comes from; 1 if none is known. */
  int lastLine() {
    return lastLine;
  }

  /**
   * Finds the constant that is a class.
   *
   * @param name internal name of the class
   * @return where its number of the name is; -1 if there is none
   */
  int classNamed(String name) {
    return bytes.classNamed(name);
  }

  /** Returns where the constants end. */
  int constantsEnd() {
    return bytes.constantsEnd();
  }

  /** Returns where the number of attributes of the class is; they are the end of a class file. */
  int attributes() {
    return attributes;
  }

  /**
   * Copies the limits that the methods have here to a woven class: a safepoint needs neither stack
   * nor variables.
   *
   * @param woven the class file that was made of this one
   * @param copy its layout
   */
  void copyLimits(byte[] woven, ClassLayout copy) {
    for (int i = 0; i < codes.size(); i++) {
      bytes.copy(codes.get(i), LIMITS, woven, copy.codes.get(i));
    }
  }

  /** Raises the limits of methods of a woven class to those that they have here. */
  void raiseLimits(byte[] woven, ClassLayout copy) {
    for (int i = 0; i < codes.size(); i++) {
      for (int limit = 0; limit < LIMITS; limit += 2) {
        int here = codes.get(i) + limit;
        int there = copy.codes.get(i) + limit;
        if (bytes.u2(here) > copy.bytes.u2(there)) {
          bytes.copy(here, 2, woven, there);
        }
      }
    }
  }

  private void read() {
    int at = bytes.constantsEnd();
    if (bytes.u2(at + 4) == 0) {
      throw new IllegalArgumentException("the class has no super class");
    }
    attributes = members(members(at + COUNT + 2 * bytes.u2(at + 6)));
    at = attributes(attributes, OF_CLASSES);
    if (at != bytes.length()) {
      throw new IllegalArgumentException(
          "%d bytes follow the end of the class".formatted(bytes.length() - at));
    }
    check(bytes.bootstrapMethodsNeeded() <= bootstrapMethods, "a bootstrap method is missing");
  }

  private int members(int start) {
    int at = start + 2;
    for (int i = 0; i < bytes.u2(start); i++) {
      at = attributes(at + MEMBER_HEAD, OF_METHODS);
    }
    return at;
  }

  private int attributes(int start, Set<ClassBytes.Name> known) {
    Set<ClassBytes.Name> seen = EnumSet.noneOf(ClassBytes.Name.class);
    int at = start + 2;
    for (int i = 0; i < bytes.u2(start); i++) {
      int content = at + ATTRIBUTE_HEAD;
      ClassBytes.Name name = bytes.name(at);
      at = content + bytes.u4(at + 2);
      check(at >= content && at <= bytes.length(), "an attribute is longer than the class file");
      if (known.contains(name)) {
        check(seen.add(name) || name.canBeTwice(), "an attribute is there twice");
        check(endOf(name, content, at) == at, "an attribute ends elsewhere than it says");
      }
    }
    return at;
  }

  private int endOf(ClassBytes.Name name, int content, int end) {
    return switch (name) {
      case CODE -> code(content);
      case SOURCE_FILE -> content + 2;
      case LINE_NUMBERS -> lines(content);
      case VARIABLES, VARIABLE_TYPES -> variables(content);
      case INNER_CLASSES -> innerClasses(content);
      case BOOTSTRAP_METHODS -> bootstrapMethods(content);
      case OTHER -> end;
    };
  }

  private int code(int content) {
    int length = bytes.u4(content + LIMITS);
    check(length > 0 && length < bytes.length(), "a method has code of an impossible length");
    codes.add(content);
    largest = Math.max(largest, length);
    int handlers = content + CODE_HEAD + length;
    int attributes = handlers + 2 + HANDLER * bytes.u2(handlers);
    return attributes(attributes, OF_CODE);
  }

  private int lines(int content) {
    int end = content + 2 + 4 * bytes.u2(content);
    for (int at = content + 2; at < end; at += 4) {
      int line = bytes.u2(at + 2);
      firstLine = Math.min(firstLine, line);
      lastLine = Math.max(lastLine, line);
    }
    return end;
  }

  private int variables(int content) {
    int at = content + 2;
    for (int i = 0; i < bytes.u2(content); i++, at += 10) {
      check(bytes.isConstant(at + 4) && bytes.isConstant(at + 6), "a variable has no name or type");
    }
    return at;
  }

  private int innerClasses(int content) {
    int at = content + 2;
    for (int i = 0; i < bytes.u2(content); i++, at += 8) {
      check(
          bytes.isConstant(at) && bytes.isConstant(at + 2) && bytes.isConstant(at + 4),
          "an inner class has no name");
    }
    return at;
  }

  private int bootstrapMethods(int content) {
    int at = content + 2;
    bootstrapMethods = bytes.u2(content);
    for (int i = 0; i < bootstrapMethods; i++) {
      at += 4 + 2 * bytes.u2(at + 2);
    }
    return at;
  }

  private static void check(boolean isRight, String otherwise) {
    if (!isRight) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
