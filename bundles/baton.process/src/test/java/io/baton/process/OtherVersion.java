package io.baton.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Loads a class and those inside it once more, so that they are the classes of another version. */
final class OtherVersion extends ClassLoader {
  private final String own;

  OtherVersion(Class<?> own) {
    super(own.getClassLoader());
    this.own = own.getName();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.equals(own) && !name.startsWith(own + "$")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }
  }

  private Class<?> define(String name) {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An instance of this version's class of the same name, made by its only constructor. */
  Object make(Class<?> type, Object... arguments) throws ReflectiveOperationException {
    var constructor = loadClass(type.getName()).getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor.newInstance(arguments);
  }
}
