package io.baton.weaving;

import io.baton.weaving.point.Safepoint;
import java.lang.classfile.Attributes;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a safepoint at the entry of one method, and before each of its jumps back. A safepoint
 * leaves the operands and the variables as they are, so the frames that the compiler has written
 * hold, wherever their code is now.
 */
final class SafepointTransform implements CodeTransform {
  private static final CodeTransform WAITS = new WaitTransform();

  private final SafepointSites sites;
  private final String entry;
  private final boolean loops;
  private final Optional<StackMapTableAttribute> frames;

  /** Where the code has been already: a jump there goes back. */
  private final Set<Label> passed = new HashSet<>();

  private SafepointTransform(
      SafepointSites sites, String entry, boolean loops, Optional<StackMapTableAttribute> frames) {
    this.sites = sites;
    this.entry = entry;
    this.loops = loops;
    this.frames = frames;
  }

  /**
   * For one method.
   *
   * @param sites of its class
   * @param data whether the method only reads or makes data
   * @param loops false for a method that is so large that only its entry has room
   */
  static SafepointTransform of(SafepointSites sites, boolean data, boolean loops) {
    String entry = data ? Safepoint.DATA : Safepoint.ENTER;
    return new SafepointTransform(sites, entry, loops, Optional.empty());
  }

  /** The same, and writes the frames of the code as it was: nobody else does. */
  SafepointTransform keepingFrames(CodeAttribute code) {
    return new SafepointTransform(
        sites, entry, loops, code.findAttribute(Attributes.stackMapTable()));
  }

  @Override
  public void atStart(CodeBuilder builder) {
    sites.put(builder, entry);
  }

  @Override
  public void accept(CodeBuilder builder, CodeElement element) {
    if (loops && jumpsBack(element)) {
      sites.put(builder, Safepoint.LOOP);
    }
    if (element instanceof LabelTarget target) {
      passed.add(target.label());
    }
    WAITS.accept(builder, element);
  }

  @Override
  public void atEnd(CodeBuilder builder) {
    frames.ifPresent(builder::with);
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
