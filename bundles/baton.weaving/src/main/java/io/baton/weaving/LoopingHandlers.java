package io.baton.weaving;

import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.ExceptionCatch;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the exception handlers that make a loop without a jump: they catch what is thrown behind
 * their beginning. Compilers let a handler cover its own first instructions if it releases a
 * monitor or runs a {@code finally} block. These have to be run, and make no loop.
 */
final class LoopingHandlers {
  private final CodeAttribute code;
  private final byte[] bytes;

  private LoopingHandlers(CodeAttribute code) {
    this.code = code;
    bytes = code.codeArray();
  }

  /** Returns where such handlers of a method begin. */
  static Set<Label> of(CodeAttribute code) {
    if (code.exceptionHandlers().isEmpty()) {
      return Set.of();
    }
    List<ExceptionCatch> backward =
        code.exceptionHandlers().stream().filter(handler -> isBackward(code, handler)).toList();
    if (backward.isEmpty()) {
      return Set.of();
    }
    var found = new LoopingHandlers(code);
    return backward.stream()
        .filter(found::canLoop)
        .map(ExceptionCatch::handler)
        .collect(Collectors.toSet());
  }

  private static boolean isBackward(CodeAttribute code, ExceptionCatch handler) {
    return code.labelToBci(handler.handler()) < code.labelToBci(handler.tryEnd());
  }

  /**
   * Returns whether a handler can loop. Skips what cannot throw; a handler goes on to leave a
   * monitor or to call a subroutine.
   */
  private boolean canLoop(ExceptionCatch handler) {
    int at = Math.max(code.labelToBci(handler.handler()), code.labelToBci(handler.tryStart()));
    int end = code.labelToBci(handler.tryEnd());
    while (at < end) {
      int size = sizeOfMove(at);
      if (size == 0) {
        return !is(at, Opcode.MONITOREXIT) && !is(at, Opcode.JSR) && !is(at, Opcode.JSR_W);
      }
      at += size;
    }
    return false;
  }

  /** Returns the size of an instruction that loads or stores a variable, and 0 for any other. */
  private int sizeOfMove(int at) {
    if (isIn(at, Opcode.ILOAD_0, Opcode.ALOAD_3) || isIn(at, Opcode.ISTORE_0, Opcode.ASTORE_3)) {
      return 1;
    }
    return isIn(at, Opcode.ILOAD, Opcode.ALOAD) || isIn(at, Opcode.ISTORE, Opcode.ASTORE) ? 2 : 0;
  }

  private boolean is(int at, Opcode opcode) {
    return isIn(at, opcode, opcode);
  }

  private boolean isIn(int at, Opcode first, Opcode last) {
    int opcode = bytes[at] & 0xff;
    return opcode >= first.bytecode() && opcode <= last.bytecode();
  }
}
