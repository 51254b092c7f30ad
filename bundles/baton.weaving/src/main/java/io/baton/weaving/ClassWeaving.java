package io.baton.weaving;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;

/** Weaves one class: safepoints in its methods, and its version in the name of its source file. */
final class ClassWeaving {
  /** For a class whose frames are kept; a jump that does not fit any more is an error. */
  private static final ClassFile KEEPING_FRAMES =
      ClassFile.of(
          ClassFile.StackMapsOption.DROP_STACK_MAPS,
          ClassFile.ShortJumpsOption.FAIL_ON_SHORT_JUMPS);

  private final ClassLoader loader;
  private boolean everyEntry = true;

  /**
   * For the classes of one loader.
   *
   * @param loader answers for the class files of supertypes; none of them is loaded
   */
  ClassWeaving(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Weaves a class.
   *
   * @param bytes a class file
   * @param mark such as {@code 2.0.0#7}
   * @return the same class; its source file ends with {@code @} and the mark
   * @throws IllegalArgumentException if the bytes are not a class file that can be woven
   */
  byte[] weave(byte[] bytes, String mark) {
    try {
      return weave(KEEPING_FRAMES, bytes, mark);
    } catch (IllegalArgumentException _) {
      // a jump became too long: the two instructions that replace it need a frame between them
      return weave(makingFrames(), bytes, mark);
    }
  }

  private byte[] weave(ClassFile classFile, byte[] bytes, String mark) {
    ClassModel model = classFile.parse(bytes);
    var transform = new ClassSafepoints(model, mark, classFile == KEEPING_FRAMES);
    byte[] woven = classFile.transformClass(model, transform);
    everyEntry &= transform.hasEveryEntry();
    return woven;
  }

  private ClassFile makingFrames() {
    return ClassFile.of(
        ClassFile.ClassHierarchyResolverOption.of(
            ClassHierarchyResolver.ofResourceParsing(loader)
                .orElse(ClassHierarchyResolver.defaultResolver())
                .orElse(_ -> ClassHierarchyResolver.ClassHierarchyInfo.ofInterface())
                .cached()));
  }

  /**
   * Whether each method with code that was woven has a safepoint at its entry.
   *
   * @return false if one was too large for it
   */
  boolean hasEveryEntry() {
    return everyEntry;
  }
}
