package io.baton.weaving;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.SourceFileAttribute;

/** Writes a version into the source file of a class, where every stack trace shows it. */
final class SourceMark {
  private SourceMark() {}

  /**
   * Marks a class.
   *
   * @param bytes a class file
   * @param mark such as {@code 2.0.0#7}
   * @return the same class, whose source file ends with {@code @} and the mark
   * @throws IllegalArgumentException if the bytes are not a class file
   */
  static byte[] mark(byte[] bytes, String mark) {
    ClassFile classFile = ClassFile.of();
    ClassModel model = classFile.parse(bytes);
    String file =
        model
            .findAttribute(java.lang.classfile.Attributes.sourceFile())
            .map(attribute -> attribute.sourceFile().stringValue())
            .orElse("Unknown");
    ClassTransform withoutSource =
        ClassTransform.dropping(element -> element instanceof SourceFileAttribute);
    ClassTransform withMark =
        ClassTransform.endHandler(
            builder -> builder.with(SourceFileAttribute.of(file + "@" + mark)));
    return classFile.transformClass(model, withoutSource.andThen(withMark));
  }
}
