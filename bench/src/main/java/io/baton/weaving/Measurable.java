package io.baton.weaving;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A class loader with a class of its own, woven or not. */
public final class Measurable extends ClassLoader {
  private final boolean woven;

  private Measurable(boolean woven) {
    super(Measurable.class.getClassLoader());
    this.woven = woven;
  }

  /** An instance of a class that is loaded anew. */
  public static Object make(Class<?> type, boolean woven) {
    try {
      return new Measurable(woven).define(type).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  private Class<?> define(Class<?> type) {
    String file = type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
      byte[] bytes = in.readAllBytes();
      byte[] loaded = woven ? new ClassWeaving(getParent()).weave(bytes, "1.0.0#1") : bytes;
      return defineClass(type.getName(), loaded, 0, loaded.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
