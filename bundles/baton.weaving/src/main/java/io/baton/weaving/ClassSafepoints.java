package io.baton.weaving;

import io.baton.api.spi.DataMethods;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.AccessFlag;
import java.util.stream.Collectors;

/** Puts safepoints in all methods of one class, and its mark in the name of its source file. */
final class ClassSafepoints implements ClassTransform {
  private static final int MAX_CODE = 65_535;

  /** What a safepoint takes; twice that may be needed for a jump that becomes a long one. */
  private static final int SAFEPOINT = 5;

  /** What the shortest jump takes. */
  private static final int JUMP = 3;

  private final DataMethods data;
  private final String sourceFile;
  private final boolean keepsFrames;
  private final SafepointSites sites = new SafepointSites();
  private boolean everyEntry = true;

  /**
   * For one class.
   *
   * @param model the class as it was compiled
   * @param mark of its version
   * @param keepsFrames whether its methods keep the frames that the compiler has written
   */
  ClassSafepoints(ClassModel model, String mark, boolean keepsFrames) {
    data = dataOf(model);
    sourceFile =
        model
                .findAttribute(Attributes.sourceFile())
                .map(attribute -> attribute.sourceFile().stringValue())
                .orElse("Unknown")
            + "@"
            + mark;
    this.keepsFrames = keepsFrames;
  }

  boolean hasEveryEntry() {
    return everyEntry;
  }

  @Override
  public void accept(ClassBuilder builder, ClassElement element) {
    if (element instanceof MethodModel method && hasRoom(method)) {
      builder.transformMethod(method, safepoints(method));
    } else if (!(element instanceof SourceFileAttribute)) {
      builder.with(element);
    }
  }

  @Override
  public void atEnd(ClassBuilder builder) {
    builder.with(SourceFileAttribute.of(sourceFile));
  }

  /** False for a method without code, or so large that nothing more fits in. */
  private boolean hasRoom(MethodModel method) {
    if (!(method.code().orElse(null) instanceof CodeAttribute code)) {
      return false;
    }
    boolean room = code.codeLength() + SAFEPOINT <= MAX_CODE;
    everyEntry &= room;
    return room;
  }

  private MethodTransform safepoints(MethodModel method) {
    CodeAttribute code = (CodeAttribute) method.code().orElseThrow();
    boolean isData = isData(method);
    boolean loops = hasRoomForLoops(code);
    return MethodTransform.transformingCode(
        CodeTransform.ofStateful(() -> {
          SafepointTransform safepoints = SafepointTransform.of(sites, isData, loops);
          return keepsFrames ? safepoints.keepingFrames(code) : safepoints;
        }));
  }

  private static DataMethods dataOf(ClassModel model) {
    if (model.flags().has(AccessFlag.ENUM)) {
      return DataMethods.ofEnum();
    }
    return model
        .findAttribute(Attributes.record())
        .map(record ->
            record.components().stream()
                .map(component -> component.name().stringValue())
                .collect(Collectors.toSet()))
        .map(DataMethods::ofRecord)
        .orElseGet(DataMethods::ofOther);
  }

  /** A static initializer is like data: it must not fail for a reason that passes. */
  private boolean isData(MethodModel method) {
    String name = method.methodName().stringValue();
    return name.equals(ConstantDescs.CLASS_INIT_NAME)
        || data.contains(name, method.methodTypeSymbol().parameterCount());
  }

  /** Jumps are counted only where there may be too many of them. */
  private static boolean hasRoomForLoops(CodeAttribute code) {
    return hasRoom(code, code.codeLength() / JUMP)
        || hasRoom(
            code,
            code.elementStream().filter(element -> element instanceof BranchInstruction).count());
  }

  private static boolean hasRoom(CodeAttribute code, long jumps) {
    return code.codeLength() + SAFEPOINT * (1 + 2 * jumps) <= MAX_CODE;
  }
}
