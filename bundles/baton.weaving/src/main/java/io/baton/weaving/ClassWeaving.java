package io.baton.weaving;

import io.baton.weaving.point.Gates;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.constant.ClassDesc;
import java.util.Optional;
import java.util.Set;

/** Weaves one class: safepoints in its methods, and its version in the name of its source file. */
final class ClassWeaving {
  private final ClassLoader loader;
  private final WaitCalls waits;
  private boolean everyEntry = true;
  private Set<String> annotated = Set.of();

  /**
   * Creates the weaving of the classes of one loader.
   *
   * @param loader provides the class files of supertypes; none of them is loaded
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
      return weave(WeavingWay.FIRST, layout, bytes, mark);
    } catch (IllegalArgumentException e) {
      return otherwise(e, layout, bytes, mark);
    }
  }

  private byte[] otherwise(
      IllegalArgumentException reason, ClassLayout layout, byte[] bytes, String mark) {
    for (WeavingWay way : WeavingWay.others(layout, loader)) {
      try {
        return weave(way, layout, bytes, mark);
      } catch (IllegalArgumentException e) {
        reason.addSuppressed(e);
      }
    }
    throw reason;
  }

  private byte[] weave(WeavingWay way, ClassLayout layout, byte[] bytes, String mark) {
    ClassModel model = way.classFile().parse(bytes);
    var transform =
        new ClassSafepoints(
            model,
            mark,
            new SafepointSites(statics(model)),
            new WaitTransform(model, waits),
            way.keepsFrames());
    byte[] woven = transformed(way.classFile(), model, transform);
    everyEntry &= transform.hasEveryEntry();
    if (way.keepsFrames()) {
      layout.copyLimits(woven);
    } else {
      layout.raiseLimits(woven);
    }
    annotated = ApiAnnotations.packages(model);
    return woven;
  }

  /** Transforms a class. The library may notice damage late, and with any exception. */
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

  /**
   * Returns whether each method with code that was woven has a safepoint at its entry.
   *
   * @return false if one was too large for it
   */
  boolean hasEveryEntry() {
    return everyEntry;
  }

  /**
   * Returns the packages of {@code baton.api} whose annotations the class that was woven last
   * carries.
   *
   * @return names of packages
   */
  Set<String> annotated() {
    return annotated;
  }
}
