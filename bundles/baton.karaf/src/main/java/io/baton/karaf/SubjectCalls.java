package io.baton.karaf;

import io.baton.karaf.subject.CallerSubject;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Transform that leads static calls to {@link CallerSubject} which the JDK refuses, or does without
 * the subject: {@code Subject.getSubject(context)} and {@code AccessController.doPrivileged(action,
 * context)}. The operands stay the same.
 */
final class SubjectCalls implements CodeTransform {
  private static final ClassDesc OURS = ClassDesc.of(CallerSubject.class.getName());
  private static final String CONTEXT = "Ljava/security/AccessControlContext;)";

  /** The frames of a method hold, since no instruction is added. */
  private static final ClassFile KEEPING_FRAMES =
      ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS);

  private final Optional<StackMapTableAttribute> frames;

  private SubjectCalls(CodeAttribute code) {
    frames = code.findAttribute(Attributes.stackMapTable());
  }

  /**
   * Leads the calls of a class.
   *
   * @param classFile of Karaf
   * @return the same bytes if it has no such calls
   * @throws IllegalArgumentException if the class file cannot be read
   */
  static byte[] replaced(byte[] classFile) {
    ClassModel model = KEEPING_FRAMES.parse(classFile);
    boolean hasAny =
        StreamSupport.stream(model.constantPool().spliterator(), false)
            .anyMatch(entry -> entry instanceof MemberRefEntry method && isReplaced(method));
    return hasAny ? KEEPING_FRAMES.transformClass(model, SubjectCalls::method) : classFile;
  }

  private static void method(ClassBuilder builder, ClassElement element) {
    if (element instanceof MethodModel method
        && method.code().orElse(null) instanceof CodeAttribute code) {
      builder.transformMethod(
          method,
          MethodTransform.transformingCode(CodeTransform.ofStateful(() -> new SubjectCalls(code))));
    } else {
      builder.with(element);
    }
  }

  private static boolean isReplaced(MemberRefEntry called) {
    String owner = called.owner().asInternalName();
    String name = called.name().stringValue();
    boolean isOfSubject = owner.equals("javax/security/auth/Subject") && name.equals("getSubject");
    boolean isOfController =
        owner.equals("java/security/AccessController") && name.equals("doPrivileged");
    return (isOfSubject || isOfController) && called.type().stringValue().contains(CONTEXT);
  }

  @Override
  public void accept(CodeBuilder builder, CodeElement element) {
    if (element instanceof InvokeInstruction call
        && call.opcode() == Opcode.INVOKESTATIC
        && isReplaced(call.method())) {
      builder.invokestatic(OURS, call.name().stringValue(), call.typeSymbol());
    } else {
      builder.with(element);
    }
  }

  @Override
  public void atEnd(CodeBuilder builder) {
    frames.ifPresent(builder::with);
  }
}
