package io.baton.races.stepping;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * The classes of Baton, of the framework and of what tests them, once more: those of Baton stop at
 * steps. What is in this package is there once.
 */
final class SteppedClasses extends URLClassLoader {
  private static final String HERE = SteppedClasses.class.getPackageName() + ".";

  /** What tests, and what is called while the JVM holds locks of its own: it has no steps. */
  private static final List<String> UNCHANGED =
      List.of(
          "io.baton.races.",
          "io.baton.fixtures.",
          "io.baton.weaving.",
          "io.baton.api.process.",
          "io.baton.code.LiveCodeServer");

  /** What of the framework has threads. */
  private static final List<String> REPLACED =
      List.of(
          "org.osgi.util.tracker.",
          "org.apache.felix.framework.EventDispatcher",
          "org.apache.felix.framework.FrameworkWiringImpl");

  SteppedClasses(URL[] path) {
    super(path, SteppedClasses.class.getClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith("java.") || name.startsWith(HERE)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    URL resource = findResource(name.replace('.', '/') + ".class");
    if (resource == null) {
      return super.loadClass(name, false);
    }
    try (InputStream in = resource.openStream()) {
      byte[] bytes = changed(name, in.readAllBytes());
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private byte[] changed(String name, byte[] bytes) {
    if (isIn(REPLACED, name)) {
      return changed(bytes, Steps::replace);
    }
    return name.startsWith("io.baton.") && !isIn(UNCHANGED, name)
        ? changed(bytes, Steps::insert)
        : bytes;
  }

  private static boolean isIn(List<String> prefixes, String name) {
    return prefixes.stream().anyMatch(name::startsWith);
  }

  /** Static initialisers stay: another thread that needs the class would wait for the JVM. */
  private byte[] changed(byte[] bytes, CodeTransform steps) {
    ClassFile classFile =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(this)));
    return classFile.transformClass(
        classFile.parse(bytes),
        ClassTransform.transformingMethodBodies(
            method -> !method.methodName().equalsString("<clinit>"), steps));
  }
}
