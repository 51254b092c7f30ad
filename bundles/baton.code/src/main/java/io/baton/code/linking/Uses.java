package io.baton.code.linking;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.ArrayList;
import java.util.List;

/** The places in one method at which it needs classes. */
final class Uses {
  private final Guards guards;
  private final List<Use> found = new ArrayList<>();

  private Uses(Guards guards) {
    this.guards = guards;
  }

  /** In the order of the code; none for a method without code. */
  static List<Use> in(MethodModel method) {
    if (!(method.code().orElse(null) instanceof CodeAttribute code)) {
      return List.of();
    }
    var uses = new Uses(new Guards(code));
    int offset = 0;
    for (CodeElement element : code) {
      if (element instanceof Instruction instruction) {
        uses.add(instruction, uses.guards.at(offset));
        offset += instruction.sizeInBytes();
      }
    }
    return uses.found;
  }

  private void add(Instruction instruction, Use.Guard guard) {
    switch (instruction) {
      case NewObjectInstruction made ->
          add(made.className().asInternalName(), "", Use.Kind.NEW, guard);
      case InvokeInstruction call ->
          add(
              call.owner().asInternalName(),
              call.name().stringValue() + call.type().stringValue(),
              call.opcode() == Opcode.INVOKESTATIC ? Use.Kind.STATIC : Use.Kind.CALL,
              guard);
      case FieldInstruction field ->
          add(
              field.owner().asInternalName(),
              "",
              isStatic(field.opcode()) ? Use.Kind.STATIC : Use.Kind.OTHER,
              guard);
      case TypeCheckInstruction check -> other(check.type().asInternalName(), guard);
      case NewReferenceArrayInstruction array ->
          other(array.componentType().asInternalName(), guard);
      case NewMultiArrayInstruction array -> other(array.arrayType().asInternalName(), guard);
      case ConstantInstruction.LoadConstantInstruction constant ->
          add(constant.constantValue(), guard);
      case InvokeDynamicInstruction site ->
          site.bootstrapArgs().forEach(argument -> add(argument, guard));
      default -> {
        // needs no class
      }
    }
  }

  private static boolean isStatic(Opcode opcode) {
    return opcode == Opcode.GETSTATIC || opcode == Opcode.PUTSTATIC;
  }

  private void add(ConstantDesc constant, Use.Guard guard) {
    if (constant instanceof ClassDesc type && !type.isPrimitive()) {
      other(type.descriptorString(), guard);
    } else if (constant instanceof DirectMethodHandleDesc handle) {
      add(
          handle.owner().descriptorString(),
          handle.methodName() + handle.lookupDescriptor(),
          Use.Kind.CALL,
          guard);
    }
  }

  private void other(String constant, Use.Guard guard) {
    add(constant, "", Use.Kind.OTHER, guard);
  }

  private void add(String constant, String member, Use.Kind kind, Use.Guard guard) {
    String name =
        constant.startsWith("L") && constant.endsWith(";")
            ? constant.substring(1, constant.length() - 1)
            : constant;
    found.add(new Use(ClassNames.element(name), member, kind, guard));
  }
}
