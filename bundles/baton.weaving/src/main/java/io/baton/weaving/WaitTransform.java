package io.baton.weaving;

import io.baton.weaving.point.Waits;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;

/** Calls {@link Waits} where a method calls a wait of the JDK that no interrupt ends. */
final class WaitTransform implements CodeTransform {
  private static final ClassDesc WAITS = ClassDesc.of(Waits.class.getName());
  private static final String LOCKS = "java/util/concurrent/locks/";
  private static final String CONCURRENT = "java/util/concurrent/";

  /** From class and method to the type of the first argument in {@link Waits}. */
  private static final Map<String, String> REPLACED =
      Map.of(
          LOCKS + "Lock.lock", LOCKS + "Lock",
          LOCKS + "ReentrantLock.lock", LOCKS + "Lock",
          LOCKS + "ReentrantReadWriteLock$ReadLock.lock", LOCKS + "Lock",
          LOCKS + "ReentrantReadWriteLock$WriteLock.lock", LOCKS + "Lock",
          LOCKS + "Condition.awaitUninterruptibly", LOCKS + "Condition",
          CONCURRENT + "Semaphore.acquireUninterruptibly", CONCURRENT + "Semaphore",
          CONCURRENT + "CompletableFuture.join", CONCURRENT + "CompletableFuture");

  @Override
  public void accept(CodeBuilder builder, CodeElement element) {
    if (element instanceof InvokeInstruction call
        && call.opcode() != Opcode.INVOKESPECIAL
        && call.opcode() != Opcode.INVOKESTATIC) {
      String owner = call.owner().asInternalName();
      String waits =
          owner.startsWith(CONCURRENT)
              ? REPLACED.get(owner + "." + call.name().stringValue())
              : null;
      if (waits != null) {
        MethodTypeDesc type =
            call.typeSymbol().insertParameterTypes(0, ClassDesc.ofInternalName(waits));
        builder.invokestatic(WAITS, call.name().stringValue(), type);
        return;
      }
    }
    builder.with(element);
  }
}
