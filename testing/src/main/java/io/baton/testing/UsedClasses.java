package io.baton.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.NestMembersAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The class files that a class needs, of those that are where it is itself: its own, those nested
 * in it, and what they use. Of those that it is nested in, only the names: a test is no part of a
 * module, but classes that are nested in it may use each other's private parts, if it is there.
 */
final class UsedClasses {
  private final Class<?> root;
  private final String home;
  private final Set<String> enclosing = new HashSet<>();
  private final SortedMap<String, byte[]> found = new TreeMap<>();
  private final Deque<String> waiting = new ArrayDeque<>();

  private UsedClasses(Class<?> root) {
    this.root = root;
    this.home = home(root);
    for (Class<?> outer = root.getEnclosingClass(); outer != null; ) {
      enclosing.add(path(outer.getName()));
      outer = outer.getEnclosingClass();
    }
  }

  /** Returns them by their paths in a jar. */
  static SortedMap<String, byte[]> of(Class<?> root) {
    UsedClasses classes = new UsedClasses(root);
    classes.waiting.add(path(root.getName()));
    while (!classes.waiting.isEmpty()) {
      classes.add(classes.waiting.remove());
    }
    classes.enclosing.forEach(classes::addName);
    return classes.found;
  }

  private static String path(String className) {
    return className.replace('.', '/') + ".class";
  }

  private static String home(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IllegalArgumentException(
          "no module can be made of %s: it comes from no file".formatted(type.getName()));
    }
    return source.getLocation().toString();
  }

  private void add(String path) {
    if (found.containsKey(path) || enclosing.contains(path)) {
      return;
    }
    byte[] bytes = read(path);
    if (bytes == null) {
      return;
    }
    found.put(path, bytes);
    for (ClassDesc used : used(ClassFile.of().parse(bytes))) {
      ClassDesc element = used;
      while (element.isArray()) {
        element = element.componentType();
      }
      if (element.isClassOrInterface()) {
        waiting.add(path(element));
      }
    }
  }

  /** Adds a class without content, in which the classes that are found are nested. */
  private void addName(String path) {
    byte[] bytes = read(path);
    if (bytes == null) {
      return;
    }
    ClassModel whole = ClassFile.of().parse(bytes);
    List<ClassDesc> members =
        whole.findAttribute(Attributes.nestMembers()).stream()
            .flatMap(attribute -> attribute.nestMembers().stream())
            .map(ClassEntry::asSymbol)
            .filter(member -> found.containsKey(path(member)))
            .toList();
    found.put(
        path,
        ClassFile.of()
            .build(
                whole.thisClass().asSymbol(),
                name -> {
                  name.withFlags(AccessFlag.PUBLIC, AccessFlag.ABSTRACT);
                  if (!members.isEmpty()) {
                    name.with(NestMembersAttribute.ofSymbols(members));
                  }
                }));
  }

  private static String path(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1) + ".class";
  }

  /** Returns null if the class is somewhere else: in the JDK, in a library, in main classes. */
  private byte @Nullable [] read(String path) {
    ClassLoader loader = root.getClassLoader();
    URL url = loader == null ? null : loader.getResource(path);
    if (url == null || !isAtHome(url, path)) {
      return null;
    }
    try (InputStream in = url.openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(url + " cannot be read", e);
    }
  }

  private boolean isAtHome(URL url, String path) {
    String text = url.toString();
    return text.equals(home + path) || text.equals("jar:" + home + "!/" + path);
  }

  private static List<ClassDesc> used(ClassModel model) {
    List<ClassDesc> types = new ArrayList<>();
    for (PoolEntry entry : model.constantPool()) {
      switch (entry) {
        case ClassEntry type -> types.add(type.asSymbol());
        case MethodTypeEntry type -> add(types, type.asSymbol());
        case NameAndTypeEntry name -> add(types, name.type().stringValue());
        default -> {
          // names no type
        }
      }
    }
    model.fields().forEach(field -> types.add(field.fieldTypeSymbol()));
    model.methods().forEach(method -> add(types, method.methodTypeSymbol()));
    return types;
  }

  private static void add(List<ClassDesc> types, String descriptor) {
    if (descriptor.startsWith("(")) {
      add(types, MethodTypeDesc.ofDescriptor(descriptor));
    } else {
      types.add(ClassDesc.ofDescriptor(descriptor));
    }
  }

  private static void add(List<ClassDesc> types, MethodTypeDesc method) {
    types.add(method.returnType());
    types.addAll(method.parameterList());
  }
}
