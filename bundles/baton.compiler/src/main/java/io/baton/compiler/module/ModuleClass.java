package io.baton.compiler.module;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.RuntimeInvisibleAnnotationsAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds the class that is the module among class files: the one with {@code @Module}. If it is no
 * component, {@link ShortComponent} makes it one.
 */
public final class ModuleClass {
  private static final String MODULE = "Lio/baton/api/code/Module;";
  private static final String COMPONENT = "Lorg/osgi/service/component/annotations/Component;";

  /** How class files write primitive types; bnd mixes up one with a class of that name. */
  private static final Pattern PRIMITIVE = Pattern.compile("[BCDFIJSVZ]");

  private ModuleClass() {}

  /** Result of looking for it. */
  public sealed interface Result {
    /**
     * The module.
     *
     * @param module its name
     * @param classFiles all of them, by the names of their classes; that of the module's class
     *     describes a component
     */
    record Found(String module, SortedMap<String, byte[]> classFiles) implements Result {}

    /**
     * No module.
     *
     * @param why what is missing or wrong
     */
    record Wrong(String why) implements Result {}
  }

  /** A class with {@code @Module}. */
  private record Annotated(String name, ClassModel model) {}

  /**
   * Looks for the module.
   *
   * @param classFiles by the names of their classes
   */
  public static Result find(SortedMap<String, byte[]> classFiles) {
    Optional<String> primitive =
        classFiles.keySet().stream().filter(PRIMITIVE.asMatchPredicate()).findFirst();
    if (primitive.isPresent()) {
      return new Result.Wrong(
          "rename %s: a class without a package must not have the name of a primitive type in class files (B, C, D, F, I, J, S, V, Z)"
              .formatted(primitive.get()));
    }
    List<Annotated> annotated = new ArrayList<>();
    for (Map.Entry<String, byte[]> entry : classFiles.entrySet()) {
      ClassModel model = ClassFile.of().parse(entry.getValue());
      Optional<String> macro = Macros.in(model);
      if (macro.isPresent()) {
        return new Result.Wrong(
            "an annotation of %s has the text %s, which bnd would replace; that needs a build"
                .formatted(entry.getKey(), macro.get()));
      }
      if (annotation(model, MODULE).isPresent()) {
        annotated.add(new Annotated(entry.getKey(), model));
      }
    }
    if (annotated.isEmpty()) {
      return new Result.Wrong(
          "no class has @Module; it belongs on the class that implements the module's functions");
    }
    if (annotated.size() > 1) {
      return new Result.Wrong(
          "%d classes have @Module; what is compiled together is one module: %s"
              .formatted(
                  annotated.size(),
                  String.join(", ", annotated.stream().map(Annotated::name).toList())));
    }
    return of(annotated.getFirst().name(), annotated.getFirst().model(), classFiles);
  }

  private static Result of(String name, ClassModel model, SortedMap<String, byte[]> classFiles) {
    String module = annotation(model, MODULE).map(ModuleClass::value).orElse("");
    if (annotation(model, COMPONENT).isPresent()) {
      return new Result.Found(module, classFiles);
    }
    return switch (ShortComponent.of(name, model)) {
      case ShortComponent.Made(byte[] bytes) -> {
        SortedMap<String, byte[]> all = new TreeMap<>(classFiles);
        all.put(name, bytes);
        yield new Result.Found(module, all);
      }
      case ShortComponent.Unclear(String why) -> new Result.Wrong(why);
    };
  }

  static Optional<Annotation> annotation(ClassModel model, String type) {
    return annotations(model).stream()
        .filter(annotation -> annotation.className().equalsString(type))
        .findFirst();
  }

  static List<Annotation> annotations(ClassModel model) {
    return new ArrayList<>(
        model
            .findAttribute(Attributes.runtimeInvisibleAnnotations())
            .map(RuntimeInvisibleAnnotationsAttribute::annotations)
            .orElse(List.of()));
  }

  private static String value(Annotation annotation) {
    return annotation.elements().stream()
        .filter(element -> element.name().equalsString("value"))
        .map(AnnotationElement::value)
        .filter(AnnotationValue.OfString.class::isInstance)
        .map(value -> ((AnnotationValue.OfString) value).stringValue())
        .findFirst()
        .orElse("");
  }
}
