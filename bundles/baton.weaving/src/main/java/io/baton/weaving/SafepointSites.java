package io.baton.weaving;

import io.baton.weaving.point.Safepoint;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;

/** The safepoints of one class: each kind is written once into its constants. */
final class SafepointSites {
  private static final DirectMethodHandleDesc LINK =
      MethodHandleDesc.ofMethod(
          DirectMethodHandleDesc.Kind.STATIC,
          ClassDesc.of(Safepoint.class.getName()),
          "link",
          MethodTypeDesc.of(
              ConstantDescs.CD_CallSite,
              ConstantDescs.CD_MethodHandles_Lookup,
              ConstantDescs.CD_String,
              ConstantDescs.CD_MethodType));

  private final Map<String, InvokeDynamicInstruction> instructions = new HashMap<>();

  /**
   * Puts a safepoint where a builder is.
   *
   * @param builder of a method; always of the same class
   * @param kind one of the names in {@link Safepoint}
   */
  void put(CodeBuilder builder, String kind) {
    builder.with(instructions.computeIfAbsent(kind, _ -> instruction(builder, kind)));
  }

  private static InvokeDynamicInstruction instruction(CodeBuilder builder, String kind) {
    var site = DynamicCallSiteDesc.of(LINK, kind, ConstantDescs.MTD_void);
    return InvokeDynamicInstruction.of(builder.constantPool().invokeDynamicEntry(site));
  }
}
