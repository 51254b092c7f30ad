package io.baton.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.LineNumber;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The class files of jars; those of jars in them are not among them. */
final class JarClasses {
  /** By name; of several of one name, the first. */
  private final Map<String, ClassModel> classes = new HashMap<>();

  private final List<ClassModel> all = new ArrayList<>();

  private JarClasses() {}

  /**
   * Reads all class files.
   *
   * @param files of a class that several have, the first counts
   * @throws IllegalArgumentException if a class file cannot be read
   */
  static JarClasses of(Path... files) {
    JarClasses read = new JarClasses();
    for (Path file : files) {
      read.add(file);
    }
    return read;
  }

  private void add(Path file) {
    try (JarFile jar = new JarFile(file.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/")) {
          ClassModel model = ClassFile.of().parse(jar.getInputStream(entry).readAllBytes());
          classes.putIfAbsent(name(model), model);
          all.add(model);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s has a class file that cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Returns the classes, in the order of the jars. */
  Iterable<ClassModel> all() {
    return all;
  }

  /** Returns the binary name of a class. */
  static String name(ClassModel model) {
    return model.thisClass().asInternalName().replace('/', '.');
  }

  /** Returns where a class is declared, such as {@code com/acme/Pool.java:12}; or its name. */
  String place(String type) {
    ClassModel model = classes.get(type);
    return model == null ? type : place(model, declaration(model));
  }

  /** Returns where an interface declares a function; empty if none of the jar does. */
  String placeOfFunction(String function) {
    return all.stream()
        .filter(model -> (model.flags().flagsMask() & ClassFile.ACC_INTERFACE) != 0)
        .filter(model ->
            model.methods().stream().anyMatch(method -> method.methodName().equalsString(function)))
        .findFirst()
        .map(model -> place(model, OptionalInt.empty()))
        .orElse("");
  }

  /** Returns a place in a class. */
  static String place(ClassModel model, OptionalInt line) {
    String internal = model.thisClass().asInternalName();
    String folder = internal.substring(0, internal.lastIndexOf('/') + 1);
    return model
        .findAttribute(Attributes.sourceFile())
        .map(source ->
            folder
                + source.sourceFile().stringValue()
                + (line.isPresent() ? ":" + line.getAsInt() : ""))
        .orElse(name(model));
  }

  /** A record's constructor has the line of its declaration. */
  private static OptionalInt declaration(ClassModel model) {
    List<MethodModel> constructors =
        model.methods().stream()
            .filter(method -> method.methodName().equalsString("<init>"))
            .toList();
    return constructors.stream()
        .flatMap(method -> method.code().stream())
        .flatMap(CodeModel::elementStream)
        .filter(LineNumber.class::isInstance)
        .mapToInt(element -> ((LineNumber) element).line())
        .min();
  }
}
