package io.baton.weaving;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.util.Optional;

/** Weaves one class: safepoints in its methods, and its version in the name of its source file. */
final class ClassWeaving {
  private static final int MAX_CODE = 65_535;

  /** What a safepoint takes; twice that may be needed for a jump that becomes a long one. */
  private static final int SAFEPOINT = 5;

  private final ClassFile classFile;
  private boolean everyEntry = true;

  /**
   * For the classes of one loader.
   *
   * @param loader answers for the class files of supertypes; none of them is loaded
   */
  ClassWeaving(ClassLoader loader) {
    classFile =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader)
                    .orElse(ClassHierarchyResolver.defaultResolver())
                    .orElse(_ -> ClassHierarchyResolver.ClassHierarchyInfo.ofInterface())
                    .cached()));
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
    ClassModel model = classFile.parse(bytes);
    String file =
        model
            .findAttribute(Attributes.sourceFile())
            .map(attribute -> attribute.sourceFile().stringValue())
            .orElse("Unknown");
    DataMethods data = DataMethods.of(model);
    ClassTransform safepoints =
        (builder, element) -> {
          if (element instanceof MethodModel method && safepoints(data, method).isPresent()) {
            builder.transformMethod(method, safepoints(data, method).get());
          } else if (!(element instanceof SourceFileAttribute)) {
            builder.with(element);
          }
        };
    ClassTransform marked =
        ClassTransform.endHandler(
            builder -> builder.with(SourceFileAttribute.of(file + "@" + mark)));
    return classFile.transformClass(model, safepoints.andThen(marked));
  }

  /**
   * Whether each method with code that was woven has a safepoint at its entry.
   *
   * @return false if one was too large for it
   */
  boolean hasEveryEntry() {
    return everyEntry;
  }

  /** Empty for a method without code, or so large that nothing more fits in. */
  private Optional<MethodTransform> safepoints(DataMethods data, MethodModel method) {
    if (!(method.code().orElse(null) instanceof CodeAttribute attribute)) {
      return Optional.empty();
    }
    if (attribute.codeLength() + SAFEPOINT > MAX_CODE) {
      everyEntry = false;
      return Optional.empty();
    }
    long jumps =
        attribute.elementStream().filter(element -> element instanceof BranchInstruction).count();
    boolean loops = attribute.codeLength() + SAFEPOINT * (1 + 2 * jumps) <= MAX_CODE;
    return Optional.of(
        MethodTransform.transformingCode(
            CodeTransform.ofStateful(() ->
                new SafepointTransform(data.contains(method), loops)
                    .andThen(new WaitTransform()))));
  }
}
