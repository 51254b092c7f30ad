package io.baton.weaving;

import io.baton.spi.DataClasses;
import io.baton.spi.DataMethods;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts safepoints in all methods of one class, and leaves out the name of its source file. */
final class ClassSafepoints implements ClassTransform {
  private final DataMethods data;
  private final boolean keepsFrames;
  private final boolean old;
  private final SafepointSites sites;
  private final WaitTransform waits;
  private boolean everyEntry = true;

  /**
   * Creates the transform for one class.
   *
   * @param model the class as it was compiled
   * @param sites of the class
   * @param waits of the class
   * @param keepsFrames whether its methods keep the frames that the compiler has written
   */
  ClassSafepoints(
      ClassModel model, SafepointSites sites, WaitTransform waits, boolean keepsFrames) {
    data = dataOf(model);
    this.keepsFrames = keepsFrames;
    old = model.majorVersion() <= ClassFile.JAVA_6_VERSION;
    this.sites = sites;
    this.waits = waits;
  }

  boolean hasEveryEntry() {
    return everyEntry;
  }

  @Override
  public void accept(ClassBuilder builder, ClassElement element) {
    if (element instanceof MethodModel method
        && method.code().orElse(null) instanceof CodeAttribute code) {
      weave(builder, method, code);
    } else if (!(element instanceof SourceFileAttribute)) {
      builder.with(element);
    }
  }

  private void weave(ClassBuilder builder, MethodModel method, CodeAttribute code) {
    boolean isInitialiser = isInitialiser(method);
    SafepointRoom room =
        SafepointRoom.in(code, old, isInitialiser ? InitialiserCalls.room(code) : 0);
    if (room == SafepointRoom.NONE) {
      everyEntry = false;
      builder.with(method);
      return;
    }
    var shape =
        new SafepointTransform.Shape(isData(method), room == SafepointRoom.LOOPS, keepsFrames);
    builder.transformMethod(
        method,
        MethodTransform.transformingCode(
            CodeTransform.ofStateful(() ->
                new SafepointTransform(
                    sites, code, shape, isInitialiser ? new InitialiserCalls(waits) : waits))));
  }

  @Override
  public void atEnd(ClassBuilder builder) {
    waits.addMethods(builder);
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
        .orElseGet(() -> dataClassOf(model));
  }

  private static DataMethods dataClassOf(ClassModel model) {
    if (!model.flags().has(AccessFlag.FINAL) || !hasComponents(model)) {
      return DataMethods.ofOther(); // nearly all, so that little is asked of them
    }
    List<FieldModel> fields =
        model.fields().stream().filter(field -> !field.flags().has(AccessFlag.STATIC)).toList();
    List<String> types = fields.stream().map(field -> field.fieldType().stringValue()).toList();
    Set<String> methods =
        model.methods().stream()
            .map(method -> method.methodName().stringValue() + method.methodType().stringValue())
            .collect(Collectors.toSet());
    return DataClasses.isDataClass(types, methods)
        ? DataMethods.ofDataClass(
            fields.stream().map(field -> field.fieldName().stringValue()).toList())
        : DataMethods.ofOther();
  }

  private static boolean hasComponents(ClassModel model) {
    for (MethodModel method : model.methods()) {
      if (method.methodName().stringValue().startsWith("component")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether a method belongs to data. So does a static initializer: it must not fail for a
   * transient reason.
   */
  private boolean isData(MethodModel method) {
    return isInitialiser(method)
        || data.contains(
            method.methodName().stringValue(), method.methodTypeSymbol().parameterCount());
  }

  private static boolean isInitialiser(MethodModel method) {
    return method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME);
  }
}
