package io.baton.weaving;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.constant.ClassDesc;
import java.util.Optional;

/** Weaves one class: safepoints in its methods, and its version in the name of its source file. */
final class ClassWeaving {
  private final ClassLoader loader;
  private final WaitCalls waits;

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
    return woven(bytes).file().marked(mark, loader);
  }

  /**
   * Weaves a class for any version.
   *
   * @param bytes a class file
   * @throws IllegalArgumentException if the bytes are not a class file that can be woven
   */
  WovenClassFile woven(byte[] bytes) {
    ClassLayout layout = ClassLayout.of(bytes);
    try {
      return weave(WeavingWay.FIRST, layout, bytes);
    } catch (IllegalArgumentException e) {
      return otherwise(e, layout, bytes);
    }
  }

  private WovenClassFile otherwise(
      IllegalArgumentException reason, ClassLayout layout, byte[] bytes) {
    for (WeavingWay way : WeavingWay.others(layout, loader)) {
      try {
        return weave(way, layout, bytes);
      } catch (IllegalArgumentException e) {
        reason.addSuppressed(e);
      }
    }
    throw reason;
  }

  private WovenClassFile weave(WeavingWay way, ClassLayout layout, byte[] bytes) {
    ClassModel model = way.classFile().parse(bytes);
    var transform =
        new ClassSafepoints(
            model,
            new SafepointSites(statics(model)),
            new WaitTransform(model, waits),
            way.keepsFrames());
    byte[] woven = transformed(way.classFile(), model, transform);
    ClassLayout copy = ClassLayout.of(woven);
    if (way.keepsFrames()) {
      layout.copyLimits(woven, copy);
    } else {
      layout.raiseLimits(woven, copy);
    }
    return new WovenClassFile(
        new UnmarkedClass(woven, copy, MarkedSource.of(model, layout)),
        transform.hasEveryEntry(),
        ApiAnnotations.packages(model),
        way.keepsFrames() && !waits.hasRead());
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

  private static Optional<ClassDesc> statics(ClassModel model) {
    return model.majorVersion() >= ClassFile.JAVA_7_VERSION
        ? Optional.empty()
        : Optional.of(UnmarkedClass.SAFEPOINTS);
  }
}
