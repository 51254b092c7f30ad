package io.baton.weaving;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;

/** Number of safepoints that fit into a method: the JVM accepts no more than 64 kB of code. */
enum SafepointRoom {
  /** None, not even at the entry. */
  NONE,
  /** One at the entry. */
  ENTRY,
  /** One at the entry, one at each jump back, and one behind the entry of each monitor. */
  LOOPS;

  private static final int MAX_CODE = 65_535;

  /** Size of a safepoint; a jump grows by as much if it becomes a long one. */
  private static final int SAFEPOINT = 5;

  /** A short jump over no more than this stays one, if no more than this is added to it. */
  private static final int FAR = 16_000;

  /** Size of the shortest jump; to enter a monitor takes more, with its release. */
  private static final int JUMP = 3;

  /** Maximum growth of a switch when its place changes. */
  private static final int PADDING = 3;

  /**
   * Computes it for a method. Jumps are counted only where there may be too many of them, or if the
   * class file is so old that a method need not say where they lead: the library then has to read
   * them all before it can tell which of them lead back.
   *
   * @param code of the method
   * @param old whether the class file may have no frames
   * @param calls number of bytes that other inserted calls take
   */
  static SafepointRoom in(CodeAttribute code, boolean old, int calls) {
    int length = code.codeLength() + calls;
    if (length + SAFEPOINT + PADDING > MAX_CODE) {
      return NONE;
    }
    boolean small = length + SAFEPOINT * (1 + 2L * (length / JUMP)) <= MAX_CODE;
    boolean fits = (small && !old) || fits(code, calls);
    return small || fits ? LOOPS : ENTRY;
  }

  private static boolean fits(CodeAttribute code, int calls) {
    var jumpsBack = new BackwardJumps();
    int at = 0;
    int added = SAFEPOINT + calls;
    int longer = 0;
    for (CodeElement element : code) {
      added += jumpsBack.isNext(element) || Monitors.isEntry(element) ? SAFEPOINT : 0;
      switch (element) {
        case BranchInstruction jump -> longer += isFar(code, at, jump) ? SAFEPOINT : 0;
        case DiscontinuedInstruction.JsrInstruction _ -> longer += SAFEPOINT;
        case TableSwitchInstruction _, LookupSwitchInstruction _ -> added += PADDING;
        default -> {}
      }
      at += element instanceof Instruction instruction ? instruction.sizeInBytes() : 0;
    }
    return added <= FAR && code.codeLength() + added + longer <= MAX_CODE;
  }

  private static boolean isFar(CodeAttribute code, int at, BranchInstruction jump) {
    return jump.sizeInBytes() == JUMP && Math.abs(code.labelToBci(jump.target()) - at) > FAR;
  }
}
