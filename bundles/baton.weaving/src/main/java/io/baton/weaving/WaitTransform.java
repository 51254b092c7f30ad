package io.baton.weaving;

import io.baton.weaving.point.SuperWaits;
import io.baton.weaving.point.Waits;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.LambdaMetafactory;
import java.lang.reflect.AccessFlag;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Transform that calls {@link Waits} where the methods of one class call a wait of the JDK that no
 * interrupt ends, themselves, through {@code super}, or by a method reference.
 */
final class WaitTransform implements CodeTransform {
  private static final ClassDesc WAITS = ClassDesc.of(Waits.class.getName());
  private static final DirectMethodHandleDesc SUPER =
      ConstantDescs.ofCallsiteBootstrap(
          ClassDesc.of(SuperWaits.class.getName()),
          "link",
          ConstantDescs.CD_CallSite,
          ConstantDescs.CD_Class);
  private static final ClassDesc METAFACTORY = ClassDesc.of(LambdaMetafactory.class.getName());

  private final ClassModel model;
  private final WaitCalls waits;

  /** The methods that replace the targets of method references; added at the end of the class. */
  private final Map<Reference, String> references = new LinkedHashMap<>();

  /** Target of a method reference, and the type of the object that it is called on. */
  private record Reference(ClassDesc receiver, String name, MethodTypeDesc type) {
    MethodTypeDesc withReceiver() {
      return type.insertParameterTypes(0, receiver);
    }
  }

  /**
   * Creates the transform for one class.
   *
   * @param waits the calls that wait
   */
  WaitTransform(ClassModel model, WaitCalls waits) {
    this.model = model;
    this.waits = waits;
  }

  @Override
  public void accept(CodeBuilder builder, CodeElement element) {
    switch (element) {
      case InvokeInstruction call when isWait(call) -> replace(builder, call);
      case InvokeDynamicInstruction call when isReference(call) -> refer(builder, call);
      default -> builder.with(element);
    }
  }

  private boolean isWait(InvokeInstruction call) {
    return call.opcode() != Opcode.INVOKESTATIC
        && waits.contains(
            call.owner().asInternalName(), call.name().stringValue(), call.type().stringValue());
  }

  private void replace(CodeBuilder builder, InvokeInstruction call) {
    String name = call.name().stringValue();
    if (call.opcode() != Opcode.INVOKESPECIAL) {
      builder.invokestatic(WAITS, name, withObject(call.typeSymbol()));
    } else if (model.majorVersion() >= ClassFile.JAVA_7_VERSION) {
      MethodTypeDesc type = call.typeSymbol().insertParameterTypes(0, model.thisClass().asSymbol());
      builder.invokedynamic(
          DynamicCallSiteDesc.of(SUPER, name, type).withArgs(call.owner().asSymbol()));
    } else {
      builder.with(call);
    }
  }

  private static MethodTypeDesc withObject(MethodTypeDesc type) {
    return type.insertParameterTypes(0, ConstantDescs.CD_Object);
  }

  private boolean isReference(InvokeDynamicInstruction call) {
    return call.bootstrapMethod().owner().equals(METAFACTORY)
        && call.bootstrapMethod().methodName().equals("metafactory")
        && call.bootstrapArgs().size() == 3
        && call.bootstrapArgs().get(1) instanceof DirectMethodHandleDesc method
        && (method.kind() == DirectMethodHandleDesc.Kind.VIRTUAL
            || method.kind() == DirectMethodHandleDesc.Kind.INTERFACE_VIRTUAL)
        && isWait(method);
  }

  private boolean isWait(DirectMethodHandleDesc method) {
    String owner = method.owner().descriptorString();
    return owner.startsWith("L")
        && waits.contains(
            owner.substring(1, owner.length() - 1), method.methodName(), method.lookupDescriptor());
  }

  private void refer(CodeBuilder builder, InvokeDynamicInstruction call) {
    var method = (DirectMethodHandleDesc) call.bootstrapArgs().get(1);
    MethodTypeDesc factory = call.typeSymbol();
    var reference =
        new Reference(
            factory.parameterCount() > 0 ? factory.parameterType(0) : method.owner(),
            method.methodName(),
            MethodTypeDesc.ofDescriptor(method.lookupDescriptor()));
    String name = references.computeIfAbsent(reference, _ -> "baton$" + references.size());
    var instead =
        MethodHandleDesc.ofMethod(
            model.flags().has(AccessFlag.INTERFACE)
                ? DirectMethodHandleDesc.Kind.INTERFACE_STATIC
                : DirectMethodHandleDesc.Kind.STATIC,
            model.thisClass().asSymbol(),
            name,
            reference.withReceiver());
    builder.invokedynamic(
        DynamicCallSiteDesc.of(
            call.bootstrapMethod(),
            call.name().stringValue(),
            factory,
            call.bootstrapArgs().get(0),
            instead,
            call.bootstrapArgs().get(2)));
  }

  /** Adds the methods that method references lead to now. */
  void addMethods(ClassBuilder builder) {
    references.forEach((reference, name) ->
        builder.withMethodBody(
            name,
            reference.withReceiver(),
            ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
            code -> {
              MethodTypeDesc type = reference.withReceiver();
              for (int i = 0; i < type.parameterCount(); i++) {
                code.loadLocal(TypeKind.from(type.parameterType(i)), code.parameterSlot(i));
              }
              code.invokestatic(WAITS, reference.name(), withObject(reference.type()));
              code.return_(TypeKind.from(type.returnType()));
            }));
  }
}
