package io.baton.code.linking;

import io.baton.spi.NamedClasses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The class files of a bundle, as its loader finds them. Used by one thread. */
final class LocalClasses {
  private final ClassLoader loader;
  private final Set<String> names;
  private final NamedClasses named;
  private final Map<String, Optional<ClassModel>> models = new HashMap<>();

  LocalClasses(ClassLoader loader, Collection<String> names) {
    this.loader = loader;
    this.names = new LinkedHashSet<>(names);
    named = new NamedClasses(loader);
  }

  Set<String> names() {
    return names;
  }

  /**
   * Tries to link all classes. Initialises nothing.
   *
   * @return what does not link, or not all of it, in the order of the names
   */
  List<Failure> link() {
    List<Failure> failures = new ArrayList<>();
    named.collect(() -> names.forEach(name -> link(name).ifPresent(failures::add)));
    return failures;
  }

  private Optional<Failure> link(String name) {
    try {
      Class<?> type = Class.forName(name, false, loader);
      try {
        var _ = type.getDeclaredMethods();
        return Optional.empty();
      } catch (LinkageError e) {
        return Optional.of(new Failure(name, e, links(type)));
      }
    } catch (LinkageError e) {
      return Optional.of(new Failure(name, e, false));
    } catch (ClassNotFoundException | SecurityException e) {
      var error = new NoClassDefFoundError(name.replace('.', '/'));
      error.initCause(e);
      return Optional.of(new Failure(name, error, false));
    }
  }

  /** The JVM links a class before it tells anything of its members. */
  private static boolean links(Class<?> type) {
    try {
      var _ = type.getDeclaredConstructors();
      return true;
    } catch (LinkageError _) {
      // the constructors may name what is missing; the fields then may not
    }
    try {
      var _ = type.getDeclaredFields();
      return true;
    } catch (LinkageError _) {
      return false;
    }
  }

  /** Returns whether the loader finds a class. Loads it, and initialises nothing. */
  boolean isPresent(String name) {
    if (names.contains(name)) {
      return true;
    }
    try {
      var _ = Class.forName(name, false, loader);
      return true;
    } catch (ClassNotFoundException | LinkageError _) {
      return false;
    }
  }

  Optional<ClassModel> model(String name) {
    return models.computeIfAbsent(name, this::read);
  }

  private Optional<ClassModel> read(String name) {
    try (InputStream in = loader.getResourceAsStream(ClassNames.resource(name))) {
      return in == null ? Optional.empty() : Optional.of(ClassFile.of().parse(in.readAllBytes()));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // no class file: it does not load either, which says why
    } catch (IOException e) {
      throw new UncheckedIOException("the class " + name + " cannot be read", e);
    }
  }

  /** Returns whether a class or one of its supertypes has a method that another overrides. */
  boolean declares(String className, MethodModel method) {
    try {
      return declares(Class.forName(className, false, loader), method);
    } catch (ClassNotFoundException | LinkageError _) {
      return false;
    }
  }

  private static boolean declares(Class<?> type, MethodModel method) {
    for (Method one : type.getDeclaredMethods()) {
      if (method.methodName().equalsString(one.getName())
          && method.methodTypeSymbol().parameterList().equals(parameters(one))) {
        return true;
      }
    }
    return (type.getSuperclass() != null && declares(type.getSuperclass(), method))
        || Arrays.stream(type.getInterfaces()).anyMatch(parent -> declares(parent, method));
  }

  private static List<ClassDesc> parameters(Method method) {
    return MethodType.methodType(void.class, method.getParameterTypes())
        .describeConstable()
        .map(MethodTypeDesc::parameterList)
        .orElse(List.of());
  }

  /**
   * Returns all classes that the constants of a class name, of arrays the classes of their
   * elements.
   */
  Set<String> named(String className) {
    Set<String> constants = named.in(className).orElseGet(() -> constants(className));
    Set<String> elements = LinkedHashSet.newLinkedHashSet(constants.size());
    constants.forEach(constant -> elements.add(ClassNames.element(constant)));
    return elements;
  }

  /** Reads the class file, which the weaver has not seen. */
  private Set<String> constants(String className) {
    Set<String> found = new LinkedHashSet<>();
    model(className)
        .ifPresent(model -> {
          for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry type) {
              found.add(type.asInternalName());
            }
          }
        });
    return found;
  }
}
