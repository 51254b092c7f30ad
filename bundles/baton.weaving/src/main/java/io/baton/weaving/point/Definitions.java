package io.baton.weaving.point;

import io.baton.spi.Log;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodHandles.Lookup.ClassOption;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Classes that a module makes while it runs are code of the version that makes them. Woven code
 * calls this where it defines a class, and the class is woven first: stack traces show its version,
 * and it has safepoints.
 */
public final class Definitions {
  private static final Log LOG = Log.of("io.baton.weaving");

  /** Static as {@link Gates}: woven code has no other way to reach it. Set by the activator. */
  private static volatile @Nullable Weaver weaver;

  private Definitions() {}

  /** Weaver of classes that are made at run time. */
  @FunctionalInterface
  public interface Weaver {
    /**
     * Weaves one class.
     *
     * @param classFile in its original form
     * @param into where it is defined
     * @return the same class
     */
    byte[] weave(byte[] classFile, Target into);
  }

  /**
   * Target of a definition.
   *
   * @param loader that defines it
   * @param gate of the version that it belongs to
   * @param isHidden whether stack traces leave it out
   * @param hasSafepoints whether the loader sees what safepoints call
   */
  public record Target(ClassLoader loader, Gate gate, boolean isHidden, boolean hasSafepoints) {}

  /**
   * Sets the weaver.
   *
   * @param with null leaves classes unwoven
   */
  public static void weaveWith(@Nullable Weaver with) {
    weaver = with;
  }

  /**
   * Replaces {@link Lookup#defineClass}.
   *
   * @param lookup where to define it
   * @param bytes a class file
   * @return the class
   * @throws IllegalAccessException as the original
   */
  public static Class<?> defineClass(Lookup lookup, byte[] bytes) throws IllegalAccessException {
    return lookup.defineClass(woven(lookup, bytes, false));
  }

  /**
   * Replaces {@link Lookup#defineHiddenClass}.
   *
   * @param lookup where to define it
   * @param bytes a class file
   * @param initialize whether to initialise the class
   * @param options as in the original
   * @return a lookup in the class
   * @throws IllegalAccessException as the original
   */
  public static Lookup defineHiddenClass(
      Lookup lookup, byte[] bytes, boolean initialize, ClassOption... options)
      throws IllegalAccessException {
    return lookup.defineHiddenClass(woven(lookup, bytes, true), initialize, options);
  }

  /** The other arguments for a hidden class with data. */
  public static final class Options {
    private final Object data;
    private final boolean initialize;
    private final ClassOption[] options;

    private Options(Object data, boolean initialize, ClassOption... options) {
      this.data = data;
      this.initialize = initialize;
      this.options = options;
    }
  }

  /**
   * Takes the last arguments of {@link Lookup#defineHiddenClassWithClassData}.
   *
   * @param data of the class
   * @param initialize whether to initialise the class
   * @param options as in the original
   * @return the argument of the call that follows
   */
  public static Options options(Object data, boolean initialize, ClassOption... options) {
    return new Options(data, initialize, options);
  }

  /**
   * Replaces {@link Lookup#defineHiddenClassWithClassData}.
   *
   * @param lookup where to define it
   * @param bytes a class file
   * @param options the other arguments
   * @return a lookup in the class
   * @throws IllegalAccessException as the original
   */
  public static Lookup defineHiddenClassWithClassData(Lookup lookup, byte[] bytes, Options options)
      throws IllegalAccessException {
    return lookup.defineHiddenClassWithClassData(
        woven(lookup, bytes, true), options.data, options.initialize, options.options);
  }

  static byte[] woven(Lookup lookup, byte[] bytes, boolean isHidden) {
    ClassLoader loader = lookup.lookupClass().getClassLoader();
    return Gates.owner(loader).map(gate -> woven(bytes, loader, gate, isHidden)).orElse(bytes);
  }

  /**
   * Takes the class file from the arguments of a loader's method that defines a class.
   *
   * @param bytes hold the class file
   * @param offset where it begins
   * @param length how long it is
   * @return the argument of the call that follows
   */
  public static Definition classFile(byte[] bytes, int offset, int length) {
    return classFile(bytes, offset, length, null);
  }

  /**
   * Takes the class file from the arguments of a loader's method that defines a class.
   *
   * @param bytes hold the class file
   * @param offset where it begins
   * @param length how long it is
   * @param domain the protection domain or the code source of the class
   * @return the argument of the call that follows
   */
  public static Definition classFile(
      byte[] bytes, int offset, int length, @Nullable Object domain) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    return new Definition(Arrays.copyOfRange(bytes, offset, offset + length), domain);
  }

  /**
   * Takes the class file from the arguments of a loader's method that defines a class.
   *
   * @param buffer holds the class file
   * @param domain the protection domain or the code source of the class
   * @return the argument of the call that follows
   */
  public static Definition classFile(ByteBuffer buffer, @Nullable Object domain) {
    byte[] classFile = new byte[buffer.remaining()];
    buffer.get(classFile);
    return new Definition(classFile, domain);
  }

  /**
   * Weaves the class file before a loader defines it.
   *
   * @param loader the object whose method is called
   * @param definition the other arguments
   * @return all arguments
   */
  public static Definition woven(Object loader, Definition definition) {
    return woven(loader, null, definition);
  }

  /**
   * Weaves the class file before a loader defines it.
   *
   * @param loader the object whose method is called
   * @param name of the class
   * @param definition the other arguments
   * @return all arguments
   */
  public static Definition woven(Object loader, @Nullable String name, Definition definition) {
    definition.in(loader, name, woven(loader, definition.bytes()));
    return definition;
  }

  /**
   * Weaves the class file before a loader defines it, in a bundle that is not a module.
   *
   * @param loader the object whose method is called
   * @param definition the other arguments
   * @return all arguments; the class file is the same unless the loader belongs to a version
   */
  public static Definition wovenBelowVersion(Object loader, Definition definition) {
    return wovenBelowVersion(loader, null, definition);
  }

  /**
   * Weaves the class file before a loader defines it, in a bundle that is not a module.
   *
   * @param loader the object whose method is called
   * @param name of the class
   * @param definition the other arguments
   * @return all arguments; the class file is the same unless the loader belongs to a version
   */
  public static Definition wovenBelowVersion(
      Object loader, @Nullable String name, Definition definition) {
    byte[] classFile = definition.bytes();
    definition.in(
        loader,
        name,
        loader instanceof ClassLoader defining
            ? wovenBelowVersion(defining, classFile)
            : classFile);
    return definition;
  }

  /**
   * Decides by the loader only, not by the stack: a shared library may be called by any version.
   */
  static byte[] wovenBelowVersion(ClassLoader loader, byte[] classFile) {
    return Gates.owner(loader).map(gate -> woven(classFile, loader, gate, false)).orElse(classFile);
  }

  /**
   * Leaves the class file unchanged if the receiver is not a loader, and only has a method like a
   * loader's.
   */
  private static byte[] woven(Object receiver, byte[] classFile) {
    return receiver instanceof ClassLoader loader ? woven(loader, classFile) : classFile;
  }

  static byte[] woven(ClassLoader loader, byte[] classFile) {
    return owner(loader).map(gate -> woven(classFile, loader, gate, false)).orElse(classFile);
  }

  /**
   * Returns the gate of the version of a loader. A loader that a version makes is of that version,
   * whatever its parent is.
   */
  private static Optional<Gate> owner(ClassLoader loader) {
    Optional<Gate> owner = Gates.owner(loader).or(() -> Gates.innermostOnStack());
    owner.ifPresent(gate -> Gates.adopt(loader, gate));
    return owner;
  }

  private static byte[] woven(byte[] classFile, ClassLoader loader, Gate gate, boolean isHidden) {
    Weaver with = weaver;
    if (with != null) {
      try {
        return with.weave(classFile, new Target(loader, gate, isHidden, seesSafepoints(loader)));
      } catch (IllegalArgumentException e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "a class made at run time by version " + gate.mark() + " cannot be woven",
            e);
      }
    }
    gate.missesAnEntry();
    return classFile;
  }

  private static boolean seesSafepoints(ClassLoader loader) {
    try {
      return Class.forName(Safepoint.class.getName(), false, loader) == Safepoint.class;
    } catch (ClassNotFoundException | LinkageError | RuntimeException _) {
      return false; // its own loadClass decides, whatever that throws
    }
  }
}
