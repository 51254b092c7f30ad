package io.baton.weaving;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the jumps back in a method whose elements are shown in their order. */
final class BackwardJumps {
  /** Labels that the code has passed: a jump there goes back. */
  private final Set<Label> passed = new HashSet<>();

  /**
   * Inspects the next element.
   *
   * @return whether it can jump back
   */
  boolean isNext(CodeElement element) {
    return switch (element) {
      case LabelTarget target -> {
        passed.add(target.label());
        yield false;
      }
      case BranchInstruction branch -> passed.contains(branch.target());
      case TableSwitchInstruction table -> any(table.defaultTarget(), table.cases());
      case LookupSwitchInstruction lookup -> any(lookup.defaultTarget(), lookup.cases());
      case DiscontinuedInstruction.JsrInstruction call -> passed.contains(call.target());
      default -> false;
    };
  }

  private boolean any(Label otherwise, List<SwitchCase> cases) {
    return passed.contains(otherwise)
        || cases.stream().map(SwitchCase::target).anyMatch(passed::contains);
  }
}
