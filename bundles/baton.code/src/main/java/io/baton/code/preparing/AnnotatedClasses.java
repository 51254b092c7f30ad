package io.baton.code.preparing;

import io.baton.api.code.Module;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Annotation;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;

/**
 * The classes of a bundle with {@code @Module}, as their files say: no tool keeps that annotation
 * for the JVM. Only searched when there is no component of the module, to say what is missing.
 */
final class AnnotatedClasses {
  private static final String MODULE = Module.class.descriptorString();
  private static final String COMPONENT = "Lorg/osgi/service/component/annotations/Component;";

  private AnnotatedClasses() {}

  /** Returns what its author has probably forgotten. */
  static String whatToDo(Bundle bundle) {
    for (URL file : files(bundle)) {
      Optional<ClassModel> type = read(file).filter(found -> has(found, MODULE));
      if (type.isPresent()) {
        String name = type.get().thisClass().asInternalName().replace('/', '.');
        return has(type.get(), COMPONENT)
            ? "its class %s has @Component and @Module, but the tool that built the bundle has made no component file of them: use one that does, such as bnd"
                .formatted(name)
            : "its class %s has @Module, but not @Component: add that".formatted(name);
      }
    }
    return "add @Component and @Module to the class that is to be the module";
  }

  private static List<URL> files(Bundle bundle) {
    var found = bundle.findEntries("/", "*.class", true);
    return found == null ? new ArrayList<>() : Collections.list(found);
  }

  private static Optional<ClassModel> read(URL file) {
    try (InputStream in = file.openStream()) {
      return Optional.of(ClassFile.of().parse(in.readAllBytes()));
    } catch (IOException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static boolean has(ClassModel type, String annotation) {
    return type.findAttribute(Attributes.runtimeInvisibleAnnotations()).stream()
        .flatMap(found -> found.annotations().stream())
        .map(Annotation::className)
        .anyMatch(name -> name.equalsString(annotation));
  }
}
