package io.baton.handover.declared;

import io.baton.api.handover.Default;
import io.baton.api.handover.MayDrop;
import io.baton.handover.type.ClassFiles;
import io.baton.handover.type.Component;
import io.baton.handover.type.Records;
import java.lang.annotation.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Annotations on records, read from the class file. Reflection would create the values of all
 * annotations, and so initialise enums of a version that is only checked. It would also omit,
 * silently, an annotation whose class the bundle does not import; build tools overlook those of
 * record components. Reflection is used where the file is gone, as in an uninstalled bundle.
 */
final class RecordAnnotations {
  /** The content of a {@code @Default}: a text, or the name of a method. */
  record Value(String text, String by) {}

  private RecordAnnotations() {}

  /** Returns the declared default of a component; empty if there is none. */
  static Optional<Value> value(Component component) {
    Optional<ClassModel> file = ClassFiles.of(component.owner());
    return file.isPresent()
        ? inFile(file.get(), component, Default.class)
            .map(found -> new Value(text(found, "value"), text(found, "by")))
        : Optional.ofNullable(component.declared().getAnnotation(Default.class))
            .map(seen -> new Value(seen.value(), seen.by()));
  }

  /** Returns whether a component of a record or data class declares a default. */
  static boolean hasDefaults(Class<?> type) {
    Optional<ClassModel> file = ClassFiles.of(type);
    return file.isPresent()
        ? components(file.get())
            .flatMap(one -> one.findAttribute(Attributes.runtimeVisibleAnnotations()).stream())
            .anyMatch(visible -> find(visible, Default.class).isPresent())
        : Records.shape(type).components.stream()
            .anyMatch(component -> component.declared().isAnnotationPresent(Default.class));
  }

  private static Stream<? extends AttributedElement> components(ClassModel file) {
    return file.findAttribute(Attributes.record())
        .<Stream<? extends AttributedElement>>map(record -> record.components().stream())
        .orElseGet(() -> file.fields().stream());
  }

  /** Returns whether a component may be dropped where there is none of its name. */
  static boolean mayBeDropped(Component component) {
    return ClassFiles.of(component.owner())
        .map(file -> inFile(file, component, MayDrop.class).isPresent())
        .orElseGet(() -> component.declared().isAnnotationPresent(MayDrop.class));
  }

  /** Returns the names of components of other versions that a record does without. */
  static List<String> notMissed(Class<?> type) {
    Optional<ClassModel> file = ClassFiles.of(type);
    return file.isPresent()
        ? file.flatMap(model -> model.findAttribute(Attributes.runtimeVisibleAnnotations()))
            .flatMap(visible -> find(visible, MayDrop.class))
            .map(found -> texts(found, "value").toList())
            .orElse(List.of())
        : Optional.ofNullable(type.getAnnotation(MayDrop.class))
            .map(seen -> List.of(seen.value()))
            .orElse(List.of());
  }

  private static Optional<java.lang.classfile.Annotation> inFile(
      ClassModel file, Component component, Class<? extends Annotation> annotation) {
    return (component.declared() instanceof Field ? field(file, component) : info(file, component))
        .flatMap(element -> element.findAttribute(Attributes.runtimeVisibleAnnotations()))
        .flatMap(visible -> find(visible, annotation));
  }

  private static Optional<? extends AttributedElement> info(ClassModel file, Component component) {
    return file.findAttribute(Attributes.record())
        .flatMap(record ->
            record.components().stream()
                .filter(info -> info.name().equalsString(component.name()))
                .findFirst());
  }

  private static Optional<? extends AttributedElement> field(ClassModel file, Component component) {
    return file.fields().stream()
        .filter(field -> field.fieldName().equalsString(component.name()))
        .findFirst();
  }

  private static Optional<java.lang.classfile.Annotation> find(
      RuntimeVisibleAnnotationsAttribute visible, Class<? extends Annotation> annotation) {
    return visible.annotations().stream()
        .filter(found -> found.className().equalsString(annotation.descriptorString()))
        .findFirst();
  }

  private static String text(java.lang.classfile.Annotation annotation, String element) {
    return texts(annotation, element).findFirst().orElse("");
  }

  private static Stream<String> texts(java.lang.classfile.Annotation annotation, String element) {
    return annotation.elements().stream()
        .filter(found -> found.name().equalsString(element))
        .map(AnnotationElement::value)
        .flatMap(value ->
            value instanceof AnnotationValue.OfArray array
                ? array.values().stream()
                : Stream.of(value))
        .filter(AnnotationValue.OfString.class::isInstance)
        .map(value -> ((AnnotationValue.OfString) value).stringValue());
  }
}
