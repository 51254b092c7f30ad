package io.baton.weaving;

import io.baton.weaving.point.Gates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * Loads the classes of libraries, woven or as they are; it sees the JDK and what woven code calls.
 */
final class LibraryLoader extends URLClassLoader {
  private static final ClassLoader PARENT =
      new ClassLoader(ClassLoader.getPlatformClassLoader()) {
        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
          if (!name.startsWith("io.baton.weaving.point.")) {
            throw new ClassNotFoundException(name);
          }
          return LibraryLoader.class.getClassLoader().loadClass(name);
        }
      };

  private final boolean isWoven;
  private final ClassWeaving weaving = new ClassWeaving(this);

  LibraryLoader(List<Path> classPath, boolean isWoven) {
    super(urls(classPath), PARENT);
    this.isWoven = isWoven;
  }

  private static URL[] urls(List<Path> classPath) {
    try {
      URL[] urls = new URL[classPath.size()];
      for (int i = 0; i < urls.length; i++) {
        urls[i] = classPath.get(i).toUri().toURL();
      }
      return urls;
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Links a class; returns what the JVM says if it does not link, and an empty text if it does. */
  String link(String name) {
    try {
      var _ = Class.forName(name, false, this).getDeclaredMethods();
      return "";
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      return e.toString().lines().findFirst().orElse("");
    }
  }

  /** Whether each method that was woven has a safepoint at its entry. */
  boolean hasEveryEntry() {
    return weaving.hasEveryEntry();
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = bytesOf(name);
    byte[] loaded = isWoven ? woven(name, bytes) : bytes;
    return defineClass(name, loaded, 0, loaded.length);
  }

  private byte[] woven(String name, byte[] bytes) {
    try {
      return weaving.weave(bytes, "1.0.0#" + Gates.of(this).number());
    } catch (RuntimeException e) {
      throw new LinkageError("%s cannot be woven: %s".formatted(name, e), e);
    }
  }

  byte[] bytesOf(String name) throws ClassNotFoundException {
    URL resource = findResource(name.replace('.', '/') + ".class");
    if (resource == null) {
      throw new ClassNotFoundException(name);
    }
    try (InputStream in = resource.openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
