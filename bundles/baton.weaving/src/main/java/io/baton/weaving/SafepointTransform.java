package io.baton.weaving;

import io.baton.weaving.point.Safepoint;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts a safepoint at the entry of one method, and before each of its jumps back. */
final class SafepointTransform implements CodeTransform {
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
  private static final DynamicCallSiteDesc ENTER = site(Safepoint.ENTER);
  private static final DynamicCallSiteDesc LOOP = site(Safepoint.LOOP);
  private static final DynamicCallSiteDesc DATA = site(Safepoint.DATA);

  private final boolean data;
  private final boolean loops;

  /** Where the code has been already: a jump there goes back. */
  private final Set<Label> passed = new HashSet<>();

  /**
   * For one method.
   *
   * @param data whether the method only reads or makes data
   * @param loops false for a method that is so large that only its entry has room
   */
  SafepointTransform(boolean data, boolean loops) {
    this.data = data;
    this.loops = loops;
  }

  private static DynamicCallSiteDesc site(String name) {
    return DynamicCallSiteDesc.of(LINK, name, ConstantDescs.MTD_void);
  }

  @Override
  public void atStart(CodeBuilder builder) {
    builder.invokedynamic(data ? DATA : ENTER);
  }

  @Override
  public void accept(CodeBuilder builder, CodeElement element) {
    if (loops && jumpsBack(element)) {
      builder.invokedynamic(LOOP);
    }
    if (element instanceof LabelTarget target) {
      passed.add(target.label());
    }
    builder.with(element);
  }

  private boolean jumpsBack(CodeElement element) {
    return switch (element) {
      case BranchInstruction branch -> passed.contains(branch.target());
      case TableSwitchInstruction table -> any(table.defaultTarget(), table.cases());
      case LookupSwitchInstruction lookup -> any(lookup.defaultTarget(), lookup.cases());
      default -> false;
    };
  }

  private boolean any(Label otherwise, List<SwitchCase> cases) {
    return passed.contains(otherwise)
        || cases.stream().map(SwitchCase::target).anyMatch(passed::contains);
  }
}
