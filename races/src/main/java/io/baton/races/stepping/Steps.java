package io.baton.races.stepping;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

/** Changes code so that it stops at steps, and waits and starts threads as the stepper wants. */
final class Steps {
  private static final ClassDesc STEPPER = describe(Stepper.class);
  private static final ClassDesc TIME = describe(VirtualTime.class);
  private static final ClassDesc BUILDER = describe(SteppedThreads.class);
  private static final ClassDesc SERVICE = describe(SteppedThread.class);
  private static final ClassDesc THREAD = describe(Thread.class);
  private static final ClassDesc OF_PLATFORM = describe(Thread.Builder.OfPlatform.class);

  private static final String EXECUTE =
      "java/util/concurrent/ThreadPoolExecutor.execute(Ljava/lang/Runnable;)V";
  private static final String NEW_THREAD =
      "java/lang/Thread.<init>(Ljava/lang/Runnable;Ljava/lang/String;)V";

  /** Calls that take or tell time. */
  private static final Set<String> TIMED =
      Set.of(
          "java/lang/System.nanoTime()J",
          "java/util/concurrent/locks/LockSupport.parkNanos(J)V",
          "java/util/concurrent/CountDownLatch.await(JLjava/util/concurrent/TimeUnit;)Z",
          "java/util/concurrent/CompletableFuture.completeOnTimeout(Ljava/lang/Object;J"
              + "Ljava/util/concurrent/TimeUnit;)Ljava/util/concurrent/CompletableFuture;",
          "java/lang/Thread.join(Ljava/time/Duration;)Z");

  /** What calls of these types do or find is seen or done by other threads. */
  private static final Set<String> SHARED =
      Set.of(
          "org/osgi/framework/Bundle",
          "org/osgi/framework/BundleContext",
          "org/osgi/framework/ServiceReference",
          "org/osgi/framework/ServiceRegistration",
          "org/osgi/framework/wiring/FrameworkWiring",
          "java/util/Set",
          "java/util/Map",
          "java/util/Queue",
          "java/util/concurrent/ConcurrentMap",
          "java/util/concurrent/CompletableFuture",
          "java/util/concurrent/atomic/AtomicBoolean",
          "java/util/concurrent/atomic/AtomicLong",
          "io/baton/code/version/ModuleTable",
          "io/baton/code/lane/ModuleQueues",
          "io/baton/code/restart/Restart",
          "io/baton/code/restart/CurrentRecord",
          "io/baton/code/purging/Purger",
          "io/baton/code/framework/component/ModuleComponent",
          "io/baton/code/framework/component/ModuleComponents",
          "io/baton/code/preparing/Loader",
          "io/baton/code/calling/ModuleSwitch",
          "io/baton/code/calling/ComponentObject");

  private Steps() {}

  private static ClassDesc describe(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }

  /** Replaces what has to do with threads and time, and stops before what others may see. */
  static void insert(CodeBuilder code, CodeElement element) {
    boolean isSeen =
        switch (element) {
          case InvokeInstruction call ->
              SHARED.contains(call.owner().asInternalName())
                  && !call.name().equalsString(ConstantDescs.INIT_NAME);
          case MonitorInstruction monitor -> monitor.opcode() == Opcode.MONITORENTER;
          default -> false;
        };
    if (isSeen) {
      code.invokestatic(STEPPER, "step", ConstantDescs.MTD_void);
    }
    replace(code, element);
  }

  /** Replaces what has to do with threads and time. */
  static void replace(CodeBuilder code, CodeElement element) {
    switch (element) {
      case InvokeInstruction call -> replace(code, call);
      case NewObjectInstruction made when made.className().asSymbol().equals(THREAD) ->
          code.new_(SERVICE);
      default -> code.with(element);
    }
  }

  private static void replace(CodeBuilder code, InvokeInstruction call) {
    ClassDesc owner = call.owner().asSymbol();
    String name = call.name().stringValue();
    MethodTypeDesc type = call.typeSymbol();
    String called = call.owner().asInternalName() + "." + name + type.descriptorString();
    if (TIMED.contains(called)) {
      timed(code, call, owner);
    } else if (called.endsWith(".wait(J)V")) {
      timed(code, call, ConstantDescs.CD_Object);
    } else if (owner.equals(THREAD) && name.equals("ofPlatform")) {
      code.invokestatic(BUILDER, name, MethodTypeDesc.of(BUILDER));
    } else if (called.equals(NEW_THREAD)) {
      code.invokespecial(SERVICE, name, type);
    } else if (called.equals(EXECUTE)) {
      code.invokestatic(STEPPER, name, type.insertParameterTypes(0, owner));
    } else if (owner.equals(OF_PLATFORM)) {
      boolean isStart = type.returnType().equals(THREAD);
      code.invokevirtual(BUILDER, name, isStart ? type : type.changeReturnType(BUILDER));
    } else if (name.equals("fireEventAsynchronously")) {
      code.aconst_null(); // on the thread of the event, not on that of the framework's queue
      MethodTypeDesc now = type.insertParameterTypes(4, ClassDesc.of("java.util.Dictionary"));
      code.invokestatic(owner, "fireEventImmediately", now);
    } else {
      code.with(call);
    }
  }

  /** The static method gets the object as its first argument. */
  private static void timed(CodeBuilder code, InvokeInstruction call, ClassDesc receiver) {
    MethodTypeDesc type = call.typeSymbol();
    boolean isStatic = call.opcode() == Opcode.INVOKESTATIC;
    code.invokestatic(
        TIME, call.name().stringValue(), isStatic ? type : type.insertParameterTypes(0, receiver));
  }
}
