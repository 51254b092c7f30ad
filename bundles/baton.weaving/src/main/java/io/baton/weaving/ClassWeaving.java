package io.baton.weaving;

import io.baton.weaving.point.Gates;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.constant.ClassDesc;
import java.util.Optional;

/** Weaves one class: safepoints in its methods, and its version in the name of its source file. */
final class ClassWeaving {
  /** For a class whose frames are kept; a jump that does not fit any more is an error. */
  private static final ClassFile KEEPING_FRAMES =
      ClassFile.of(
          ClassFile.StackMapsOption.DROP_STACK_MAPS,
          ClassFile.ShortJumpsOption.FAIL_ON_SHORT_JUMPS);

  /** A safepoint takes five bytes, and there is one for each jump, of three bytes, at most. */
  private static final int LARGEST_GROWTH = 3;

  /** A method of which no part is further away than this has short jumps only. */
  private static final int MAX_SHORT = 32_767;

  private final ClassLoader loader;
  private final WaitCalls waits;
  private boolean everyEntry = true;

  /**
   * For the classes of one loader.
   *
   * @param loader answers for the class files of supertypes; none of them is loaded
   */
  ClassWeaving(ClassLoader loader) {
    this.loader = loader;
    waits = new WaitCalls(loader);
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
    ClassLayout layout = ClassLayout.of(bytes);
    try {
      byte[] woven = weave(KEEPING_FRAMES, bytes, mark);
      layout.copyLimits(woven);
      return woven;
    } catch (IllegalArgumentException e) {
      if (layout.largestCode() * LARGEST_GROWTH <= MAX_SHORT) {
        throw e;
      }
      // a jump became too long: the two instructions that replace it need a frame between them
      return weave(makingFrames(), bytes, mark);
    }
  }

  private byte[] weave(ClassFile classFile, byte[] bytes, String mark) {
    ClassModel model = classFile.parse(bytes);
    var transform =
        new ClassSafepoints(
            model,
            mark,
            new SafepointSites(statics(model)),
            new WaitTransform(model, waits),
            classFile == KEEPING_FRAMES);
    byte[] woven = transformed(classFile, model, transform);
    everyEntry &= transform.hasEveryEntry();
    return woven;
  }

  /** What is damaged is not always noticed by the library before it makes no sense to it. */
  private static byte[] transformed(
      ClassFile classFile, ClassModel model, ClassSafepoints transform) {
    try {
      return classFile.transformClass(model, transform);
    } catch (IndexOutOfBoundsException | NullPointerException | ClassCastException e) {
      throw new IllegalArgumentException("the class file is damaged", e);
    }
  }

  private Optional<ClassDesc> statics(ClassModel model) {
    if (model.majorVersion() >= ClassFile.JAVA_7_VERSION) {
      return Optional.empty();
    }
    String name = Gates.of(loader).staticSafepoints(loader, StaticSafepointClass::of);
    return Optional.of(ClassDesc.of(name));
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
