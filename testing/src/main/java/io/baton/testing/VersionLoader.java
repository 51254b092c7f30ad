package io.baton.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * The class loader of one version: it loads some classes of a test once more, with the classes
 * nested in them, and shares all others with the test.
 */
public class VersionLoader extends ClassLoader {
  private final List<String> own;

  /**
   * Creates the loader of a version.
   *
   * @param own the classes that are its own; at least one
   */
  public VersionLoader(Class<?>... own) {
    this(own[0].getClassLoader(), own);
  }

  /**
   * Creates the loader of a version that shares the other classes with a given loader.
   *
   * @param parent the loader of all classes that are not its own
   * @param own the classes that are its own
   */
  public VersionLoader(ClassLoader parent, Class<?>... own) {
    super(parent);
    this.own = Arrays.stream(own).map(Class::getName).toList();
  }

  /** Returns the class file to define, which a subclass may have changed. */
  protected byte[] changed(byte[] classFile) {
    return classFile;
  }

  @Override
  protected final Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (own.stream().noneMatch(type -> name.equals(type) || name.startsWith(type + "$"))) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = changed(in.readAllBytes());
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns this version's class of the same name. */
  public final Class<?> type(Class<?> type) {
    try {
      return loadClass(type.getName());
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * Returns a new object of this version's class of the same name, made by its only constructor.
   */
  public final Object make(Class<?> type, Object... arguments) {
    var constructor = type(type).getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    try {
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
