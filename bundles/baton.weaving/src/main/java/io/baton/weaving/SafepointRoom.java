package io.baton.weaving;

import java.lang.classfile.CodeElement;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;

/** How many safepoints fit into a method: the JVM accepts no more than 64 kB of code. */
enum SafepointRoom {
  /** Not even one at the entry. */
  NONE,
  /** One at the entry. */
  ENTRY,
  /** One at the entry, and one at each jump back. */
  LOOPS;

  private static final int MAX_CODE = 65_535;

  /** What a safepoint takes; a jump takes that much more if it becomes a long one. */
  private static final int SAFEPOINT = 5;

  /** Jumps over less than this are short ones. */
  private static final int MAX_SHORT = 32_767;

  /** What the shortest jump takes. */
  private static final int JUMP = 3;

  /** What a switch may take more when its place changes. */
  private static final int PADDING = 3;

  /**
   * Computes it for a method. Jumps are counted only where there may be too many of them, or if the
   * class file is so old that a method need not say where they lead: the library then has to read
   * them all before it can tell which of them lead back.
   *
   * @param code of the method
   * @param old whether the class file may have no frames
   */
  static SafepointRoom in(CodeAttribute code, boolean old) {
    int length = code.codeLength();
    if (length + SAFEPOINT + PADDING > MAX_CODE) {
      return NONE;
    }
    boolean small = length + SAFEPOINT * (1 + 2L * (length / JUMP)) <= MAX_CODE;
    boolean fits = (small && !old) || fits(code);
    return small || fits ? LOOPS : ENTRY;
  }

  private static boolean fits(CodeAttribute code) {
    var jumpsBack = new BackwardJumps();
    long needed = (long) code.codeLength() + SAFEPOINT;
    long longer = 0;
    for (CodeElement element : code) {
      needed += jumpsBack.isNext(element) ? SAFEPOINT : 0;
      switch (element) {
        case BranchInstruction _, DiscontinuedInstruction.JsrInstruction _ -> longer += SAFEPOINT;
        case TableSwitchInstruction _, LookupSwitchInstruction _ -> needed += PADDING;
        default -> {}
      }
    }
    return (needed > MAX_SHORT ? needed + longer : needed) <= MAX_CODE;
  }
}
