package io.baton.weaving;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.MonitorInstruction;

/** Finds the places in a method behind which a monitor is held. */
final class Monitors {
  private Monitors() {}

  static boolean isEntry(CodeElement element) {
    return element instanceof MonitorInstruction monitor && monitor.opcode() == Opcode.MONITORENTER;
  }

  /**
   * Returns whether a handler that catches everything begins to cover the code at a place.
   * Compilers write one behind the entry of a monitor, which releases it; where there is none, the
   * monitor would stay held if something were thrown.
   *
   * @param at place of the instruction behind the entry
   */
  static boolean areReleasedFrom(CodeAttribute code, int at) {
    return code.exceptionHandlers().stream()
        .anyMatch(
            handler -> handler.catchType().isEmpty() && code.labelToBci(handler.tryStart()) == at);
  }
}
