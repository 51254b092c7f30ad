package io.baton.compiler.module;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.RuntimeInvisibleAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds texts in annotations that bnd would replace while it makes a bundle, such as <code>
 * ${cat;file}</code>. That reads files and addresses, for a source that nobody has decided to run
 * yet.
 */
final class Macros {
  private static final Pattern MACRO = Pattern.compile("\\$[({\\[<\u00ab\u2039]");

  /** What bnd takes from this annotation it does not replace. */
  private static final String COMPONENT = "Lorg/osgi/service/component/annotations/Component;";

  private Macros() {}

  /** Returns the first such text in a class; empty if there is none. */
  static Optional<String> in(ClassModel model) {
    Stream<AttributedElement> members =
        Stream.concat(model.fields().stream(), model.methods().stream());
    return Stream.concat(Stream.of(model), members)
        .flatMap(element -> annotations(element).stream())
        .filter(annotation -> !annotation.className().equalsString(COMPONENT))
        .flatMap(Macros::texts)
        .filter(text -> MACRO.matcher(text).find())
        .findFirst();
  }

  private static List<Annotation> annotations(AttributedElement element) {
    Stream<Annotation> invisible =
        element
            .findAttribute(Attributes.runtimeInvisibleAnnotations())
            .map(RuntimeInvisibleAnnotationsAttribute::annotations)
            .stream()
            .flatMap(List::stream);
    Stream<Annotation> visible =
        element
            .findAttribute(Attributes.runtimeVisibleAnnotations())
            .map(RuntimeVisibleAnnotationsAttribute::annotations)
            .stream()
            .flatMap(List::stream);
    return Stream.concat(invisible, visible).toList();
  }

  private static Stream<String> texts(Annotation annotation) {
    return annotation.elements().stream().flatMap(element -> texts(element.value()));
  }

  private static Stream<String> texts(AnnotationValue value) {
    return switch (value) {
      case AnnotationValue.OfString text -> Stream.of(text.stringValue());
      case AnnotationValue.OfArray array -> array.values().stream().flatMap(Macros::texts);
      case AnnotationValue.OfAnnotation inner -> texts(inner.annotation());
      case AnnotationValue.OfConstant _, AnnotationValue.OfClass _, AnnotationValue.OfEnum _ ->
          Stream.empty();
    };
  }
}
