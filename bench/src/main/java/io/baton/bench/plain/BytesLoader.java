package io.baton.bench.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A class loader that has some classes for itself, and shares all others. */
final class BytesLoader extends ClassLoader {
  private final Map<String, byte[]> classes;

  /**
   * Creates the loader of one version.
   *
   * @param classes class files by their names
   */
  BytesLoader(Map<String, byte[]> classes) {
    super(BytesLoader.class.getClassLoader());
    this.classes = classes;
  }

  /**
   * Initialises each of the fifty classes and uses it once, as their module does when it starts.
   */
  List<Class<?>> useAll() throws ReflectiveOperationException {
    List<Class<?>> used = new ArrayList<>();
    for (String file : classes.keySet()) {
      Class<?> type = Class.forName(file.replace(".class", "").replace('/', '.'), true, this);
      Object made = type.getConstructor().newInstance();
      int _ = (int) type.getMethod("version").invoke(made);
      used.add(type);
    }
    return used;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    byte[] bytes = classes.get(name.replace('.', '/') + ".class");
    if (bytes == null) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? defineClass(name, bytes, 0, bytes.length) : known;
    }
  }
}
