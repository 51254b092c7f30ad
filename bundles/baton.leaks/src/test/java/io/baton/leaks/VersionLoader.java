package io.baton.leaks;

import java.io.IOException;
import java.io.InputStream;

/** Loads one class of the test itself, as a version of a module does. */
final class VersionLoader extends ClassLoader {
  private final String own;

  VersionLoader(Class<?> own) {
    this(own.getClassLoader(), own);
  }

  VersionLoader(ClassLoader parent, Class<?> own) {
    super(parent);
    this.own = own.getName();
  }

  Object create(Class<?> type) {
    try {
      return loadClass(type.getName()).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return name.equals(own) ? define(name) : super.loadClass(name, resolve);
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
      byte[] bytes = file.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
