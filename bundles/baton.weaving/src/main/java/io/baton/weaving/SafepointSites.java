package io.baton.weaving;

import io.baton.weaving.point.Safepoint;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ConstantPoolBuilder;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The safepoints of one class: each kind is written once into its constants. */
final class SafepointSites {
  private static final DirectMethodHandleDesc LINK = bootstrap(Safepoint.class);

  private final Optional<ClassDesc> statics;
  private final Map<String, Instruction> instructions = new HashMap<>();

  /**
   * Creates the sites of one class.
   *
   * @param statics the class whose static methods are the safepoints; empty for a class file that
   *     can have {@code invokedynamic}
   */
  SafepointSites(Optional<ClassDesc> statics) {
    this.statics = statics;
  }

  /**
   * Describes the bootstrap method of a class.
   *
   * @param type has a static method {@code link}
   */
  static DirectMethodHandleDesc bootstrap(Class<?> type) {
    return MethodHandleDesc.ofMethod(
        DirectMethodHandleDesc.Kind.STATIC,
        ClassDesc.of(type.getName()),
        "link",
        MethodTypeDesc.of(
            ConstantDescs.CD_CallSite,
            ConstantDescs.CD_MethodHandles_Lookup,
            ConstantDescs.CD_String,
            ConstantDescs.CD_MethodType));
  }

  /**
   * Writes a safepoint at the position of a builder.
   *
   * @param builder of a method; always of the same class
   * @param kind one of the names in {@link Safepoint}
   */
  void put(CodeBuilder builder, String kind) {
    builder.with(instructions.computeIfAbsent(kind, _ -> instruction(builder, kind)));
  }

  private Instruction instruction(CodeBuilder builder, String kind) {
    ConstantPoolBuilder constants = builder.constantPool();
    if (statics.isPresent()) {
      var method = constants.methodRefEntry(statics.get(), kind, ConstantDescs.MTD_void);
      return InvokeInstruction.of(Opcode.INVOKESTATIC, method);
    }
    var site = DynamicCallSiteDesc.of(LINK, kind, ConstantDescs.MTD_void);
    return InvokeDynamicInstruction.of(constants.invokeDynamicEntry(site));
  }
}
