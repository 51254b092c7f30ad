package io.baton.compiler.module;

import static java.lang.classfile.ClassFile.ACC_PUBLIC;

import java.lang.classfile.AccessFlags;
import java.lang.classfile.Annotation;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.InnerClassesAttribute;
import java.lang.classfile.attribute.RuntimeInvisibleAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeInvisibleParameterAnnotationsAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a component of a class that has {@code @Module} only: its class file gets the annotations
 * that a person would write for Declarative Services. {@code @Component} on the class;
 * {@code @Activate} on its only constructor, if that has parameters, and {@code @Reference} on
 * these. Class and constructor become public, which Declarative Services wants. Its code stays as
 * it is.
 */
final class ShortComponent {
  private static final String ANNOTATIONS = "org.osgi.service.component.annotations";
  private static final ClassDesc COMPONENT = ClassDesc.of(ANNOTATIONS, "Component");
  private static final ClassDesc ACTIVATE = ClassDesc.of(ANNOTATIONS, "Activate");
  private static final ClassDesc REFERENCE = ClassDesc.of(ANNOTATIONS, "Reference");

  /** What Declarative Services hands to a constructor without a reference. */
  private static final Set<String> ACTIVATION_OBJECTS =
      Set.of(
          "Lorg/osgi/framework/BundleContext;",
          "Lorg/osgi/service/component/ComponentContext;",
          "Ljava/util/Map;");

  private final ClassModel model;
  private final MethodModel constructor;

  private ShortComponent(ClassModel model, MethodModel constructor) {
    this.model = model;
    this.constructor = constructor;
  }

  /** Result of making a component. */
  sealed interface Result permits Made, Unclear {}

  /**
   * A component.
   *
   * @param classFile of the class
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Made(byte[] classFile) implements Result {}

  /**
   * A class of which it is not clear how it is a component.
   *
   * @param why what to change
   */
  record Unclear(String why) implements Result {}

  /** Makes a component of a class. */
  static Result of(String name, ClassModel model) {
    if (!isTopOrStatic(model) || model.flags().has(AccessFlag.ABSTRACT)) {
      return new Unclear(
          "%s has @Module, and no object of it can be made: it must not be abstract, an interface or an inner class"
              .formatted(name));
    }
    if (model.interfaces().isEmpty()) {
      return new Unclear(
          "%s has @Module, and implements no interface: the functions of its interfaces are what a module exports"
              .formatted(name));
    }
    List<MethodModel> constructors =
        model.methods().stream()
            .filter(method -> method.methodName().equalsString(ConstantDescs.INIT_NAME))
            .toList();
    if (constructors.size() > 1) {
      return new Unclear(
          "%s has %d constructors; without @Component a module has one, whose parameters are services"
              .formatted(name, constructors.size()));
    }
    return new Made(new ShortComponent(model, constructors.getFirst()).make());
  }

  private static boolean isTopOrStatic(ClassModel model) {
    return model
        .findAttribute(Attributes.innerClasses())
        .map(InnerClassesAttribute::classes)
        .orElse(List.of())
        .stream()
        .filter(inner -> inner.innerClass().equals(model.thisClass()))
        .allMatch(inner -> inner.outerClass().isPresent() && inner.has(AccessFlag.STATIC));
  }

  private byte[] make() {
    return ClassFile.of()
        .transformClass(
            model,
            (builder, element) -> {
              if (element instanceof MethodModel method && method == constructor) {
                constructor(builder);
              } else if (!(element instanceof RuntimeInvisibleAnnotationsAttribute)) {
                other(builder, element);
              }
            });
  }

  private void other(ClassBuilder builder, ClassElement element) {
    if (element instanceof AccessFlags flags) {
      builder.withFlags(flags.flagsMask() | ACC_PUBLIC);
      builder.with(annotations(model, COMPONENT));
    } else {
      builder.with(element);
    }
  }

  private void constructor(ClassBuilder builder) {
    builder.transformMethod(
        constructor,
        (method, element) -> {
          switch (element) {
            case AccessFlags _ -> {
              method.withFlags(ACC_PUBLIC);
              if (!parameters().isEmpty()) {
                method.with(annotations(constructor, ACTIVATE));
                method.with(references());
              }
            }
            case RuntimeInvisibleAnnotationsAttribute _ when !parameters().isEmpty() -> {}
            case RuntimeInvisibleParameterAnnotationsAttribute _ -> {}
            default -> method.with(element);
          }
        });
  }

  private List<ClassDesc> parameters() {
    return constructor.methodTypeSymbol().parameterList();
  }

  /** Returns the annotations that are there, and one more unless it is among them. */
  private static RuntimeInvisibleAnnotationsAttribute annotations(
      AttributedElement element, ClassDesc type) {
    List<Annotation> all =
        new ArrayList<>(
            element
                .findAttribute(Attributes.runtimeInvisibleAnnotations())
                .map(RuntimeInvisibleAnnotationsAttribute::annotations)
                .orElse(List.of()));
    if (all.stream().noneMatch(annotation -> annotation.classSymbol().equals(type))) {
      all.add(Annotation.of(type));
    }
    return RuntimeInvisibleAnnotationsAttribute.of(all);
  }

  private RuntimeInvisibleParameterAnnotationsAttribute references() {
    Optional<RuntimeInvisibleParameterAnnotationsAttribute> given =
        constructor.findAttribute(Attributes.runtimeInvisibleParameterAnnotations());
    List<List<Annotation>> all = new ArrayList<>();
    for (int i = 0; i < parameters().size(); i++) {
      List<Annotation> own = new ArrayList<>();
      if (given.isPresent() && i < given.get().parameterAnnotations().size()) {
        own.addAll(given.get().parameterAnnotations().get(i));
      }
      boolean isReference =
          own.stream().anyMatch(annotation -> annotation.classSymbol().equals(REFERENCE));
      if (!isReference && !ACTIVATION_OBJECTS.contains(parameters().get(i).descriptorString())) {
        own.add(Annotation.of(REFERENCE));
      }
      all.add(own);
    }
    return RuntimeInvisibleParameterAnnotationsAttribute.of(all);
  }
}
