package io.baton.tools;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodBuilder;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/**
 * A Java agent as others are: it wraps each method of some classes into {@code try} and {@code
 * catch}, counts what they do, and has all frames computed again. What it adds to them calls
 * classes of the JDK only, which every bundle sees.
 */
public final class CountingAgent {
  /** The classes that it transforms, as they are written in class files. */
  public static final String TRANSFORMED = "tools/attached/";

  /** Property that counts the entries of methods. */
  public static final String ENTRIES = "agent.entries";

  /** Property that counts the methods that have ended with an exception. */
  public static final String FAILURES = "agent.failures";

  /** Property with what went wrong in the agent. */
  public static final String DEFECT = "agent.defect";

  /** Argument on which the classes that are loaded are transformed again. */
  public static final String RETRANSFORM = "retransform";

  /** Argument on which flight recordings end. */
  public static final String STOP_RECORDING = "stop recording";

  private static final ClassDesc SYSTEM = ClassDesc.of("java.lang.System");
  private static final ClassDesc PROPERTIES = ClassDesc.of("java.util.Properties");
  private static final ClassDesc ADDER = ClassDesc.of("java.util.concurrent.atomic.LongAdder");

  private CountingAgent() {}

  /** Called when the JVM starts: classes are transformed when they are loaded. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    System.getProperties().put(ENTRIES, new LongAdder());
    System.getProperties().put(FAILURES, new LongAdder());
    instrumentation.addTransformer(new Wrapping(), true);
  }

  /** Called when it is attached to a JVM that runs. */
  public static void agentmain(String arguments, Instrumentation instrumentation)
      throws UnmodifiableClassException {
    switch (arguments) {
      case RETRANSFORM -> instrumentation.retransformClasses(transformed(instrumentation));
      case STOP_RECORDING ->
          FlightRecorder.getFlightRecorder().getRecordings().forEach(Recording::close);
      default -> throw new IllegalArgumentException(arguments);
    }
  }

  private static Class<?>[] transformed(Instrumentation instrumentation) {
    return Arrays.stream(instrumentation.getAllLoadedClasses())
        .filter(type -> type.getName().replace('.', '/').startsWith(TRANSFORMED))
        .filter(instrumentation::isModifiableClass)
        .toArray(Class<?>[]::new);
  }

  private static final class Wrapping implements ClassFileTransformer {
    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        String name,
        @Nullable Class<?> before,
        @Nullable ProtectionDomain domain,
        byte[] classFile) {
      if (loader == null || !name.startsWith(TRANSFORMED)) {
        return null;
      }
      try {
        return wrapped(loader, classFile);
      } catch (RuntimeException | Error e) {
        System.getProperties().put(DEFECT, e.toString());
        throw e; // which the JVM ignores
      }
    }
  }

  private static byte[] wrapped(ClassLoader loader, byte[] classFile) {
    ClassHierarchyResolver types =
        ClassHierarchyResolver.ofResourceParsing(loader)
            .orElse(ClassHierarchyResolver.defaultResolver());
    ClassFile files =
        ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(types));
    ClassModel model = files.parse(classFile);
    return files.transformClass(
        model,
        (builder, element) -> {
          if (element instanceof MethodModel method && !isSpecial(method)) {
            builder.transformMethod(method, CountingAgent::wrap);
          } else {
            builder.with(element);
          }
        });
  }

  private static void wrap(MethodBuilder builder, MethodElement element) {
    if (element instanceof CodeModel code) {
      builder.withCode(body -> {
        count(body, ENTRIES);
        Label start = body.newBoundLabel();
        code.forEach(body::with);
        Label handler = body.newBoundLabel();
        count(body, FAILURES);
        body.athrow();
        body.exceptionCatchAll(start, handler, handler);
      });
    } else {
      builder.with(element);
    }
  }

  private static boolean isSpecial(MethodModel method) {
    return method.methodName().stringValue().startsWith("<");
  }

  private static void count(CodeBuilder builder, String property) {
    builder
        .invokestatic(SYSTEM, "getProperties", MethodTypeDesc.of(PROPERTIES))
        .ldc(property)
        .invokevirtual(
            PROPERTIES, "get", MethodTypeDesc.of(ConstantDescs.CD_Object, ConstantDescs.CD_Object))
        .checkcast(ADDER)
        .invokevirtual(ADDER, "increment", ConstantDescs.MTD_void);
  }
}
