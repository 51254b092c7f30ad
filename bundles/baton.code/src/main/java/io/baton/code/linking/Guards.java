package io.baton.code.linking;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the instructions of a method that are guarded against absent classes: by a handler for the
 * error, by a condition on a flag or on null, or by a look-up by name before them.
 */
final class Guards {
  private static final Set<String> CAUGHT =
      Set.of("java/lang/NoClassDefFoundError", "java/lang/LinkageError", "java/lang/Error");
  private static final String THROWABLE = "java/lang/Throwable";
  private static final Set<String> LOOK_UPS =
      Set.of("java/lang/Class.forName", "java/lang/ClassLoader.loadClass");

  private final CodeAttribute code;
  private final List<CodeElement> elements;
  private final BitSet caught = new BitSet();
  private final BitSet conditional = new BitSet();

  /** Reads the code once. */
  Guards(CodeAttribute code) {
    this.code = code;
    elements = code.elementList();
    for (CodeElement element : elements) {
      if (element instanceof ExceptionCatch handler && isGuard(handler)) {
        caught.set(offset(handler.tryStart()), offset(handler.tryEnd()));
      }
    }
    conditions();
  }

  private int offset(Label label) {
    return code.labelToBci(label);
  }

  Use.Guard at(int offset) {
    if (caught.get(offset)) {
      return Use.Guard.CATCH;
    }
    return conditional.get(offset) ? Use.Guard.CONDITION : Use.Guard.NONE;
  }

  private boolean isGuard(ExceptionCatch handler) {
    String type = handler.catchType().map(one -> one.asInternalName()).orElse("");
    return CAUGHT.contains(type)
        || (type.equals(THROWABLE) && !closesAndThrows(offset(handler.handler())));
  }

  /**
   * Returns whether a handler is what the compiler makes of try with resources: it catches nothing.
   */
  private boolean closesAndThrows(int start) {
    boolean suppresses = false;
    int offset = 0;
    for (CodeElement element : elements) {
      if (element instanceof Instruction instruction) {
        if (offset >= start) {
          if (instruction instanceof ThrowInstruction || instruction instanceof ReturnInstruction) {
            return suppresses && instruction instanceof ThrowInstruction;
          }
          suppresses |=
              instruction instanceof InvokeInstruction call
                  && call.name().equalsString("addSuppressed");
        }
        offset += instruction.sizeInBytes();
      }
    }
    return false;
  }

  /** A forward jump skips what is conditional; if that leaves the method, the rest is as well. */
  private void conditions() {
    List<Step> steps = new ArrayList<>();
    int offset = 0;
    for (CodeElement element : elements) {
      if (element instanceof Instruction instruction) {
        if (isLookUp(instruction)) {
          conditional.set(offset, code.codeLength());
        }
        steps.add(new Step(offset, instruction));
        offset += instruction.sizeInBytes();
      }
    }
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i).instruction() instanceof BranchInstruction branch
          && isFlag(branch, steps.get(i - 1).instruction())) {
        skips(steps, steps.get(i).offset(), offset(branch.target()));
      }
    }
  }

  private record Step(int offset, Instruction instruction) {}

  private void skips(List<Step> steps, int from, int to) {
    if (to <= from) {
      return;
    }
    conditional.set(from + 1, to);
    switch (before(steps, to)) {
      case BranchInstruction end when offset(end.target()) > to ->
          conditional.set(to, offset(end.target()));
      case ReturnInstruction _, ThrowInstruction _ -> conditional.set(to, code.codeLength());
      case null, default -> {
        // both ways go on together
      }
    }
  }

  private static @Nullable Instruction before(List<Step> steps, int offset) {
    Instruction before = null;
    for (Step step : steps) {
      if (step.offset() < offset) {
        before = step.instruction();
      }
    }
    return before;
  }

  private static boolean isLookUp(Instruction instruction) {
    return instruction instanceof InvokeInstruction call
        && (LOOK_UPS.contains(call.owner().asInternalName() + "." + call.name().stringValue())
            || call.name().equalsString("loadClass"));
  }

  private static boolean isFlag(BranchInstruction branch, Instruction before) {
    return switch (branch.opcode()) {
      case IFNULL, IFNONNULL -> true;
      case IFEQ, IFNE ->
          switch (before) {
            case FieldInstruction field -> field.type().equalsString("Z");
            case InvokeInstruction call -> call.type().stringValue().endsWith(")Z");
            case LoadInstruction load -> load.typeKind() == TypeKind.INT;
            case TypeCheckInstruction _ -> true;
            default -> false;
          };
      default -> false;
    };
  }
}
