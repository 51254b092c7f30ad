package io.baton.weaving;

import io.baton.weaving.point.Gates;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Loader of the classes of libraries, woven or unwoven; it sees the JDK and what woven code calls.
 */
final class LibraryLoader extends ClassLoader {
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

  private final LibraryPath classPath;
  private final boolean isWoven;
  private final ClassWeaving weaving = new ClassWeaving(this);
  private volatile boolean everyEntry = true;

  LibraryLoader(LibraryPath classPath, boolean isWoven) {
    super(PARENT);
    this.classPath = classPath;
    this.isWoven = isWoven;
  }

  /** Links a class; returns the JVM's message if it does not link, and an empty text if it does. */
  String link(String name) {
    try {
      var _ = Class.forName(name, false, this).getDeclaredMethods();
      return "";
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      return e.toString().lines().findFirst().orElse("");
    }
  }

  /** Returns whether each method that was woven has a safepoint at its entry. */
  boolean hasEveryEntry() {
    return everyEntry;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = bytesOf(name);
    byte[] loaded = isWoven ? woven(name, bytes) : bytes;
    return defineClass(name, loaded, 0, loaded.length);
  }

  private byte[] woven(String name, byte[] bytes) {
    try {
      WovenClassFile woven = weaving.woven(DefinitionCalls.replaced(bytes));
      if (!woven.hasEveryEntry()) {
        everyEntry = false;
      }
      return woven.file().marked("1.0.0#" + Gates.of(this).number(), this);
    } catch (RuntimeException e) {
      throw new LinkageError("%s cannot be woven: %s".formatted(name, e), e);
    }
  }

  byte[] bytesOf(String name) throws ClassNotFoundException {
    try {
      byte[] bytes = classPath.contentOf(name.replace('.', '/') + ".class");
      if (bytes.length == 0) {
        throw new ClassNotFoundException(name);
      }
      return bytes;
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    try {
      byte[] bytes = classPath.contentOf(name);
      return bytes.length == 0 ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
