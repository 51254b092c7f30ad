package io.baton.weaving;

import io.baton.weaving.point.HiddenFrames;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import org.jspecify.annotations.Nullable;

/**
 * Transform that makes the methods of a hidden class report when they begin and end, since no stack
 * trace shows them: see {@link HiddenFrames}. Constructors and static initialisers do not: code
 * that a stack trace shows has called them, nearly always.
 */
final class HiddenMethods implements CodeTransform {
  private static final DirectMethodHandleDesc LINK =
      MethodHandleDesc.ofMethod(
          DirectMethodHandleDesc.Kind.STATIC,
          ClassDesc.of(HiddenFrames.class.getName()),
          "link",
          MethodTypeDesc.of(
              ConstantDescs.CD_CallSite,
              ConstantDescs.CD_MethodHandles_Lookup,
              ConstantDescs.CD_String,
              ConstantDescs.CD_MethodType));

  private @Nullable Label start;
  private boolean hasEntered;

  private HiddenMethods() {}

  /**
   * Weaves a class that has its safepoints already.
   *
   * @param classFile that can have {@code invokedynamic}
   * @param loader answers for the class files of supertypes
   */
  static byte[] in(byte[] classFile, ClassLoader loader) {
    ClassFile files =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader)
                    .orElse(ClassHierarchyResolver.defaultResolver())
                    .orElse(_ -> ClassHierarchyResolver.ClassHierarchyInfo.ofInterface())
                    .cached()));
    return files.transformClass(
        files.parse(classFile),
        (builder, element) -> {
          if (element instanceof MethodModel method
              && method.code().isPresent()
              && !method.methodName().stringValue().startsWith("<")) {
            builder.transformMethod(
                method,
                MethodTransform.transformingCode(CodeTransform.ofStateful(HiddenMethods::new)));
          } else {
            builder.with(element);
          }
        });
  }

  private static void call(CodeBuilder builder, String name) {
    builder.invokedynamic(DynamicCallSiteDesc.of(LINK, name, ConstantDescs.MTD_void));
  }

  @Override
  public void atStart(CodeBuilder builder) {
    call(builder, HiddenFrames.BEGIN);
    start = builder.newBoundLabel();
  }

  /** The first instruction is the safepoint. */
  @Override
  public void accept(CodeBuilder builder, CodeElement element) {
    if (element instanceof ReturnInstruction) {
      call(builder, HiddenFrames.END);
    }
    builder.with(element);
    if (!hasEntered && element instanceof InvokeDynamicInstruction) {
      hasEntered = true;
      call(builder, HiddenFrames.ENTERED);
    }
  }

  @Override
  public void atEnd(CodeBuilder builder) {
    Label end = builder.newBoundLabel();
    Label handler = builder.newBoundLabel();
    call(builder, HiddenFrames.END);
    builder.athrow();
    builder.exceptionCatchAll(start, end, handler);
  }
}
