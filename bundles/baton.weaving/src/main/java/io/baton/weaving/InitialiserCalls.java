package io.baton.weaving;

import io.baton.weaving.point.Initialisers;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;

/**
 * Transform that makes a static initialiser report to {@link Initialisers} that it begins, and that
 * it returns.
 */
final class InitialiserCalls implements CodeTransform {
  private static final ClassDesc INITIALISERS = ClassDesc.of(Initialisers.class.getName());

  /** Size of a call. */
  private static final int CALL = 3;

  private final CodeTransform others;

  /**
   * Creates the transform for one initialiser.
   *
   * @param others receives its instructions
   */
  InitialiserCalls(CodeTransform others) {
    this.others = others;
  }

  /** Returns how many bytes the calls take in an initialiser. */
  static int room(CodeAttribute code) {
    int room = CALL;
    for (CodeElement element : code) {
      room += element instanceof ReturnInstruction ? CALL : 0;
    }
    return room;
  }

  @Override
  public void atStart(CodeBuilder builder) {
    builder.invokestatic(INITIALISERS, "begin", ConstantDescs.MTD_void);
  }

  @Override
  public void accept(CodeBuilder builder, CodeElement element) {
    if (element instanceof ReturnInstruction) {
      builder.invokestatic(INITIALISERS, "end", ConstantDescs.MTD_void);
    }
    others.accept(builder, element);
  }
}
